using System.CommandLine;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Client.Server;
using Orleans.Tx.Silo.Postgres.Backups;
using Orleans.Tx.Silo.Postgres.Server;

namespace Orleans.Tx.Client.Backups;

/// <summary><c>tx backup DIR</c>: the whole store as it is at one instant, whether a service works on it or not.</summary>
internal sealed class BackupCommand : TxCommand
{
    private readonly Terminal _terminal;
    private readonly ServerOptions _server = new();
    private readonly ChoiceOption<OutputFormat> _format = FormatOption.Create();
    private readonly Argument<string> _folder = new("DIR") { Description = "Where the backup is made: a folder that is not there or empty" };

    public BackupCommand(Terminal terminal) : base(
        "backup", "Copies the whole store, as it is at one instant, into a folder; a service that works on it goes on.",
        "tx backup backups/2026-11-23", "tx backup backups/2026-11-23 --data /var/lib/orleans-tx/store")
    {
        _terminal = terminal;
        Arguments.Add(_folder);
        Options.Add(_format);
        _server.AddStoreTo(this);
    }

    protected override async Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation)
    {
        var (choice, folder) = (_server.Read(parse), parse.GetRequiredValue(_folder));
        var outside = choice.Options().Storage.ConnectionString;
        using var progress = new BackupProgress(_terminal);
        var backup = new StoreBackup(_terminal.Consent(choice.Yes), _terminal.Progress, progress, _terminal.Time);
        var made = string.IsNullOrEmpty(outside)
            ? await backup.OfFolderAsync(DataFolder.Open(choice.Data), folder, cancellation)
            : await backup.OfDatabaseAsync(outside, folder, cancellation);
        progress.Dispose();
        BackupSheet.Write(made, $"The backup is in {Path.GetFullPath(folder)}; guard it as you guard the secrets.", parse.GetValue(_format), _terminal);
        return ExitStatus.Done;
    }
}
