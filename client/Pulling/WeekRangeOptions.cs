using System.CommandLine;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Client.Pulling;

/// <summary>The options that say which weeks a command means: <c>--from</c> and <c>--to</c>, or <c>--week</c>.</summary>
/// <remarks>Weeks are cut by the source's zone; a date's week is the same in UTC but for the hours around a Monday's midnight.</remarks>
internal sealed class WeekRangeOptions
{
    private readonly ParsedOption<TimeBound> _from = new("--from", "The first week: a week, a month, a date or an instant", "WHEN", TimeBound.Parse);
    private readonly ParsedOption<TimeBound> _to = new("--to", "The last: a week or month is included, a date or instant excluded", "WHEN", TimeBound.Parse);
    private readonly ParsedOption<Week> _week = new("--week", "One week", "WEEK", Week.Parse);

    public void AddTo(Command command)
    {
        command.Options.Add(_from);
        command.Options.Add(_to);
        command.Options.Add(_week);
    }

    /// <summary>What the command line says, where both ends have to be known.</summary>
    /// <exception cref="UsageException">An end is missing, or the last lies before the first.</exception>
    public (Week From, Week To) Require(ParseResult parse) => Read(parse) is ({ } from, { } to)
        ? (from, to)
        : throw new UsageException("say which weeks: --from 2026-W40 --to 2026-W43, or --week 2026-W47");

    /// <summary>What the command line says; null stands for no bound.</summary>
    /// <exception cref="UsageException">The last lies before the first, or one week is named beside a range.</exception>
    public (Week? From, Week? To) Read(ParseResult parse)
    {
        var (from, to) = (parse.GetValue(_from), parse.GetValue(_to));
        if (parse.GetResult(_week) is not null)
        {
            return from is null && to is null
                ? (parse.GetValue(_week), parse.GetValue(_week))
                : throw new UsageException("--week stands alone: leave out --from and --to, or --week");
        }

        var (start, end) = (from?.StartIn(TimeZoneInfo.Utc), to?.EndIn(TimeZoneInfo.Utc));
        if (end <= start)
            throw new UsageException($"--to {to} does not lie after --from {from}");
        return (WeekOf(start), WeekOf(end?.AddTicks(-1)));
    }

    private static Week? WeekOf(DateTimeOffset? instant) => instant is { } at ? Week.Of(at, TimeZoneInfo.Utc) : null;
}
