using System.CommandLine;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Client.Server;
using Orleans.Tx.Silo.Postgres.Backups;

namespace Orleans.Tx.Client.Backups;

/// <summary><c>tx restore DIR</c>: a store from a backup, where there is none yet.</summary>
internal sealed class RestoreCommand : TxCommand
{
    private const string Window = "No request is sent to a source before one window of its limit is over: what was sent since the backup is not known here.";

    private readonly Terminal _terminal;
    private readonly ServerOptions _server = new();
    private readonly ChoiceOption<OutputFormat> _format = FormatOption.Create();
    private readonly Argument<string> _folder = new("DIR") { Description = "The folder that tx backup made" };

    public RestoreCommand(Terminal terminal) : base(
        "restore", "Makes the store from a backup, in a data folder or database that has none yet.",
        "tx restore backups/2026-11-23", "tx restore backups/2026-11-23 --data /var/lib/orleans-tx/store")
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
        var restore = new StoreRestore(_terminal.Consent(choice.Yes), _terminal.Progress, progress, _terminal.Time);
        var restored = string.IsNullOrEmpty(outside)
            ? await restore.ToFolderAsync(folder, choice.Data, cancellation)
            : await restore.ToDatabaseAsync(folder, outside, cancellation);
        progress.Dispose();
        var place = string.IsNullOrEmpty(outside) ? Path.GetFullPath(choice.Data) : "the database of Storage:ConnectionString";
        BackupSheet.Write(restored, $"The store is in {place}. {Window}", parse.GetValue(_format), _terminal);
        return ExitStatus.Done;
    }
}
