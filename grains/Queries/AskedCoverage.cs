using System.Collections.Immutable;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Grains.Catalog;
using Orleans.Tx.Grains.Imports;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Grains.Queries;

/// <summary>
/// How final an answer about a range of time is: the weeks of the range decide whether it is complete, and all weeks since the source's
/// first whether it is final who is new. Without a range, and for a source that has no weeks, it is <see cref="StoreCoverage"/>'s.
/// </summary>
internal sealed class AskedCoverage
{
    private const int MostBehind = 100;

    private readonly StoreCoverage _whole;
    private readonly IReadOnlyList<StoredWeek> _weeks;
    private readonly Completeness _completeness;
    private readonly StoredPosition _at;
    private readonly ImportCoverage _imports;
    private readonly TimeZoneInfo _sourceZone;
    private readonly TimeZoneInfo _zone;
    private readonly (Week First, Week Last)? _range;

    /// <param name="zone">The zone whose months are reported.</param>
    /// <param name="imports">Order files of the source.</param>
    /// <param name="notice">What else there is to say of the answer; null for nothing.</param>
    public AskedCoverage(
        IReadOnlyList<StoredWeek> weeks, SourceSettings? settings, TimeZoneInfo zone, StoredPosition at, OrderScope scope,
        ImportCoverage imports, string? notice = null)
    {
        (_weeks, _at, _imports, _zone, _sourceZone) = (weeks, at, imports, zone, settings?.Zone ?? TimeZoneInfo.Utc);
        _whole = new StoreCoverage(weeks, settings, zone, at, imports, notice);
        var complete = weeks.Where(week => week.State == WeekState.Complete).Select(week => week.Week).ToHashSet();
        _completeness = new Completeness(settings?.Since, complete, _sourceZone, zone);
        if (weeks.Count == 0 || (scope.From is null && scope.To is null))
            return;

        // Before the first week that is known, and behind the last, nothing is to be waited for that the answer could list.
        var (known, last) = (settings?.Since ?? weeks[0].Week, weeks[^1].Week);
        var from = scope.From is { } start ? Week.Of(start, _sourceZone) : known;
        var to = scope.To is { } end ? Week.Of(end.AddTicks(-1), _sourceZone) : last;
        _range = (from, to);
    }

    private bool CaughtUp => _at.Position >= _at.LastBatch && _imports.IsWhole;

    /// <summary>Of the answer as a whole.</summary>
    public Coverage Whole()
    {
        var whole = Onto(Empty).Coverage!;
        if (_range is not var (first, last))
            return whole;

        var missing = whole.Weeks.Where(week => IsWithin(Week.Parse(week.Week), first, last)).Concat(Behind(first, last));
        return whole with
        {
            Complete = CaughtUp && first.CompareTo(last) <= 0 && Covers(first, last),
            NewComplete = CaughtUp && _completeness.CoversSinceFirst(last),

            // Those of files might lie in any week.
            Rejected = _weeks.Where(week => IsWithin(week.Week, first, last)).Sum(week => week.Counts.SetAside) + _imports.Bad,
            Weeks = [.. missing],
        };
    }

    // Weeks of the range that nobody asked for yet; a range may go on for as long as the calendar.
    private IEnumerable<WeekCoverage> Behind(Week first, Week last)
    {
        var next = _weeks[^1].Week.Next;
        return (first.CompareTo(next) > 0 ? first : next).Through(last).Take(MostBehind).Select(week => new WeekCoverage(week.ToString(), "absent", null, null));
    }

    /// <summary>The answer with its coverage, and for each month and cohort whether what is reported of it is final.</summary>
    public RevenueAnswer Onto(RevenueAnswer answer)
    {
        var covered = _whole.Onto(answer);
        if (_range is null || answer == Empty)
            return covered;
        return covered with
        {
            Coverage = Whole(),
            Currencies = [.. covered.Currencies.Select(block => block with
            {
                Months = block.Months is { } months ? [.. months.Select(Onto)] : null,
                Cohorts = block.Cohorts is { } cohorts ? [.. cohorts.Select(Onto)] : null,
            })],
        };
    }

    private static RevenueAnswer Empty { get; } =
        new("", "", 0, 0, ImmutableSortedDictionary<string, long>.Empty, [], null);

    private MonthAnswer Onto(MonthAnswer month)
    {
        var (first, last) = Within(Month.Parse(month.Month), Month.Parse(month.Month));
        return month with { Complete = CaughtUp && Covers(first, last), NewComplete = CaughtUp && _completeness.CoversSinceFirst(last) };
    }

    private CohortAnswer Onto(CohortAnswer cohort)
    {
        var acquired = Month.Parse(cohort.Cohort);
        var (first, last) = Within(acquired, acquired);
        var end = _range!.Value.Last;
        return cohort with
        {
            Complete = CaughtUp && Covers(first.CompareTo(end) < 0 ? first : end, end),
            NewComplete = CaughtUp && _completeness.CoversSinceFirst(last),
        };
    }

    private (Week First, Week Last) Within(Month from, Month to)
    {
        var (first, last) = _range!.Value;
        var (start, end) = (Week.Of(from.StartIn(_zone), _sourceZone), Week.Of(to.Next.StartIn(_zone).AddTicks(-1), _sourceZone));
        return (start.CompareTo(first) < 0 ? first : start, end.CompareTo(last) > 0 ? last : end);
    }

    // A range may be as long as the calendar: at the first week that is not complete it is known.
    private bool Covers(Week first, Week last) => _completeness.Covers(first, last);

    private static bool IsWithin(Week week, Week first, Week last) => week.CompareTo(first) >= 0 && week.CompareTo(last) <= 0;
}
