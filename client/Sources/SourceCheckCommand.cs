using System.CommandLine;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Client.Server;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Silo.Configuration;
using Orleans.Tx.Silo.Source;

namespace Orleans.Tx.Client.Sources;

/// <summary><c>tx source check</c>: one request, and what was understood of the answer.</summary>
internal sealed class SourceCheckCommand : TxCommand
{
    private readonly Terminal _terminal;
    private readonly ServerOptions _server = new();
    private readonly Option<string?> _week = new("--week") { Description = "The week whose first page is asked for (default: the last that is over)", HelpName = "WEEK" };
    private readonly ChoiceOption<OutputFormat> _format = FormatOption.Create();

    public SourceCheckCommand(Terminal terminal)
        : base("check", "Sends one request to the configured API and shows what is understood of the answer.",
            "tx source check", "tx source check --source shop --week 2026-W40")
    {
        _terminal = terminal;
        Options.Add(_week);
        Options.Add(_format);
        _server.AddTo(this);
    }

    protected override async Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation)
    {
        var choice = _server.Read(parse);
        var week = parse.GetValue(_week);
        var check = await Check(choice, week, cancellation);
        SourceCheckSheet.Write(check, parse.GetValue(_format), _terminal);
        return check.Outcome == CheckOutcome.Page ? ExitStatus.Done : ExitStatus.Failed;
    }

    // Whoever works on the store knows what the limit has left. Without a store nothing was ever sent.
    private async Task<SourceCheck> Check(ServerChoice choice, string? week, CancellationToken cancellation)
    {
        if (choice.Server is null)
        {
            var options = choice.Options();
            var source = SourceName.Require(choice.Source, options);
            var stored = !string.IsNullOrEmpty(options.Storage.ConnectionString) || Directory.Exists(choice.Data);
            if (!stored && !SourceTrial.NeedsStore(options.Sources[source]))
                return await Try(options, source, week, cancellation);
        }

        await using var access = await ServerAccess.Open(choice, create: true, _terminal, cancellation);
        if (!access.IsLocal)
            _terminal.SayAside($"The service at {access.Server.Address} is asked: it has the configuration that it was started with.");
        return await access.Server.Check(choice.Source, week, cancellation);
    }

    private async Task<SourceCheck> Try(TxOptions options, string source, string? week, CancellationToken cancellation)
    {
        try
        {
            return await SourceTrial.Run(options, source, week, _terminal.Time, cancellation);
        }
        catch (TxException wrong) when (wrong.Error == TxError.Invalid)
        {
            throw new UsageException(wrong.Message);
        }
    }
}
