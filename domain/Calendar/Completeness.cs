namespace Orleans.Tx.Domain.Calendar;

/// <summary>
/// Which weeks of a source are final, and what follows for months: a month's figures are final with all of its weeks; who is new
/// in it is final only with all weeks since the source's first.
/// </summary>
/// <param name="since">The source's first week: those before it have no records. Null where nobody told: then who is new is never final.</param>
/// <param name="complete">The weeks that are complete.</param>
/// <param name="sourceZone">The zone that weeks are cut in.</param>
/// <param name="reportingZone">The zone that months are cut in.</param>
public sealed class Completeness(Week? since, IReadOnlySet<Week> complete, TimeZoneInfo sourceZone, TimeZoneInfo reportingZone)
{
    private readonly Week? _firstGap = since is { } first ? FirstGap(first, complete) : null;

    /// <summary>Every week from <paramref name="from"/> to <paramref name="to"/>, both included, is complete.</summary>
    public bool Covers(Week from, Week to) => from.Through(to).All(week => complete.Contains(week) || week.CompareTo(since ?? week) < 0);

    /// <summary>Every week that has a part in the month is complete.</summary>
    public bool Covers(Month month) => Covers(FirstWeek(month), LastWeek(month));

    /// <summary>Every week from the month's first on to <paramref name="to"/> is complete.</summary>
    public bool Covers(Month from, Week to) => Covers(FirstWeek(from), to);

    /// <summary>Every week from the source's first to the month's last is complete.</summary>
    public bool CoversSinceFirst(Month month) => CoversSinceFirst(LastWeek(month));

    /// <summary>Every week from the source's first to <paramref name="to"/> is complete.</summary>
    public bool CoversSinceFirst(Week to) => _firstGap is { } gap && to.CompareTo(gap) < 0;

    private Week FirstWeek(Month month) => Week.Of(month.StartIn(reportingZone), sourceZone);

    private Week LastWeek(Month month) => Week.Of(month.Next.StartIn(reportingZone).AddTicks(-1), sourceZone);

    private static Week FirstGap(Week since, IReadOnlySet<Week> complete)
    {
        var week = since;
        while (complete.Contains(week))
            week = week.Next;
        return week;
    }
}
