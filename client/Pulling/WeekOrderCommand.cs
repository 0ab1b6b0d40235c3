using System.CommandLine;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Client.Server;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Client.Pulling;

/// <summary><c>tx weeks pause|resume|retry|repull|confirm</c>: changes what is done with weeks.</summary>
internal sealed class WeekOrderCommand : TxCommand
{
    private readonly WeekOrder _order;
    private readonly Terminal _terminal;
    private readonly ServerOptions _server = new();
    private readonly Argument<string?> _weeks = new("WEEK") { Description = "A week or a range: 2026-W40, 2026-W40..2026-W43", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _all = new("--all") { Description = "All weeks" };
    private readonly Option<bool> _strict = new("--strict") { Description = "Exit 3 when records were set aside or counts do not match" };
    private readonly ChoiceOption<OutputFormat> _format = FormatOption.Create();

    public WeekOrderCommand(WeekOrder order, Terminal terminal)
        : base(NameOf(order), Describe(order), $"tx weeks {NameOf(order)} 2026-W40", $"tx weeks {NameOf(order)} --all")
    {
        (_order, _terminal) = (order, terminal);
        Arguments.Add(_weeks);
        foreach (var option in new Option[] { _all, _format })
            Options.Add(option);
        if (GoesOn)
            Options.Add(_strict);
        _server.AddTo(this);
    }

    // Without a running service there is nobody else to go on with the work: then the command waits for it.
    private bool GoesOn => _order is WeekOrder.Resume or WeekOrder.Retry or WeekOrder.Repull;

    protected override async Task<ExitStatus> Run(ParseResult parse, CancellationToken cancellation)
    {
        var choice = _server.Read(parse);
        var weeks = Weeks(parse);
        await using var access = await ServerAccess.Open(choice, create: false, _terminal, cancellation);
        var changed = await access.Server.Change(choice.Source, weeks, _order, cancellation);
        if (access.IsLocal && _order != WeekOrder.Pause)
        {
            var meant = changed.Select(week => week.Week).ToHashSet(StringComparer.Ordinal);
            var watch = new PullWatch(access.Server, choice.Source, meant, _terminal);
            changed = await (_order == WeekOrder.Confirm ? watch.UntilNoneLeaves(cancellation) : watch.UntilDone(timeout: null, cancellation));
        }

        WeekSheet.Write(changed, parse.GetValue(_format), _terminal);
        return access.IsLocal && GoesOn ? WeekSheet.Status(changed, parse.GetValue(_strict)) : ExitStatus.Done;
    }

    private string Weeks(ParseResult parse)
    {
        var (named, all) = (parse.GetValue(_weeks), parse.GetValue(_all));
        try
        {
            return (named, all) switch
            {
                (null, true) => "all",
                ({ } range, false) => WeekRange.Parse(range).ToString(),
                _ => throw new UsageException($"say which weeks to {NameOf(_order)}: one such as 2026-W40, a range such as 2026-W40..2026-W43, or --all"),
            };
        }
        catch (FormatException wrong)
        {
            throw new UsageException(wrong.Message);
        }
    }

    private static string NameOf(WeekOrder order) => order.ToString().ToLowerInvariant();

    private static string Describe(WeekOrder order) => order switch
    {
        WeekOrder.Pause => "Stops weeks that are queued or under way; what is stored stays.",
        WeekOrder.Resume => "Goes on with paused weeks, from where they were.",
        WeekOrder.Retry => "Goes on with failed weeks, from where they were.",
        WeekOrder.Repull => "Reads weeks again from their first page: late, changed and removed records.",
        WeekOrder.Confirm => "Lets rows go that the source no longer has, where these are too many to go unasked.",
        _ => throw new ArgumentOutOfRangeException(nameof(order), order, "no order"),
    };
}
