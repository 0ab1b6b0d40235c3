using System.CommandLine;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Pulling;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Client.Server;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Client.Rejects;

/// <summary><c>tx rejects retry</c>: reads kept records again with the present configuration.</summary>
internal sealed class RejectsRetryCommand : TxCommand
{
    private const int IdsAtOnce = 200;

    private readonly Terminal _terminal;
    private readonly ServerOptions _server = new();
    private readonly WeekRangeOptions _weeks = new();
    private readonly Argument<string[]> _ids = new("ID") { Description = "Which records: week/run/page/place, as tx rejects lists them", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> _reason = new("--reason") { Description = "Only those set aside for this reason", HelpName = "REASON" };
    private readonly Option<bool> _all = new("--all") { Description = "All of them" };
    private readonly Option<bool> _strict = new("--strict") { Description = "Exit 3 when some stay set aside" };
    private readonly ChoiceOption<OutputFormat> _format = FormatOption.Create();

    public RejectsRetryCommand(Terminal terminal)
        : base("retry", "Reads records that were set aside again, as the configuration is now; those that are good become rows.",
            "tx rejects retry 2026-W40/1/17/3", "tx rejects retry --week 2026-W40", "tx rejects retry --reason missing-customer", "tx rejects retry --all")
    {
        _terminal = terminal;
        Arguments.Add(_ids);
        _weeks.AddTo(this);
        foreach (var option in new Option[] { _reason, _all, _strict, _format })
            Options.Add(option);
        _server.AddTo(this);
    }

    protected override async Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation)
    {
        var requests = Requests(parse).ToList();
        var choice = _server.Read(parse);
        await using var access = await ServerAccess.Open(choice, create: false, _terminal, cancellation);
        var sum = new RetrySum();
        foreach (var request in requests)
            await Retry(access.Server, choice.Source, request, sum, cancellation);
        await UntilCounted(access.Server, choice.Source, sum, cancellation);
        sum.Write(parse.GetValue(_format), _terminal);
        if (sum.IsUnderWay)
            return ExitStatus.Failed;
        return parse.GetValue(_strict) && sum.HasLeft ? ExitStatus.Incomplete : ExitStatus.Done;
    }

    private IEnumerable<SetAsideRetry> Requests(ParseResult parse)
    {
        var ids = (parse.GetValue(_ids) ?? []).Select(id => RejectId.Parse(id).ToString()).ToList();
        var (from, to) = _weeks.Read(parse);
        var (reason, all) = (parse.GetValue(_reason), parse.GetValue(_all));
        var chosen = from is not null || to is not null || reason is not null;
        if (ids.Count == 0 && !chosen && !all)
            throw new UsageException("say which records: their ids, --week, --from and --to, --reason, or --all");
        if (ids.Count > 0 && (chosen || all))
            throw new UsageException("ids stand alone: leave out --week, --from, --to, --reason and --all, or the ids");
        return ids.Count > 0
            ? ids.Chunk(IdsAtOnce).Select(chunk => new SetAsideRetry(Ids: [.. chunk]))
            : [new SetAsideRetry(null, from?.ToString(), to?.ToString(), reason, all)];
    }

    private async Task Retry(TxServer server, string? source, SetAsideRetry request, RetrySum sum, CancellationToken cancellation)
    {
        while (true)
        {
            var answer = await server.Retry(source, request, cancellation);
            sum.Add(answer);
            if (answer.Next is not { } next)
                return;
            if (_terminal.ErrorIsTerminal)
                await _terminal.Error.WriteAsync($"\r{sum.Stored} stored, up to {next}");
            request = request with { After = next };
        }
    }

    /// <summary>What was stored is in the figures when the command ends, as after a pull.</summary>
    private async Task UntilCounted(TxServer server, string? source, RetrySum sum, CancellationToken cancellation)
    {
        if (_terminal.ErrorIsTerminal && sum.HasAny)
            await _terminal.Error.WriteLineAsync();
        while (sum.ChangedRows)
        {
            var projection = (await server.Status(source, cancellation)).Projection;
            if (projection.Position >= projection.LastBatch)
                return;
            if (projection.Message is { } trouble)
                throw new WorkException($"the records are stored, but not in the figures yet: {trouble}; they follow when the service runs");
            await Task.Delay(TimeSpan.FromMilliseconds(100), _terminal.Time, cancellation);
        }
    }
}
