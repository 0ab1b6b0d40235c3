using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Grains.Catalog;
using Orleans.Tx.Grains.Imports;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Grains.Revenue;

/// <summary>
/// How final an answer from the store is. Its range is from the source's first week, where that is known, to the last week that was
/// ever asked for.
/// </summary>
internal sealed class StoreCoverage
{
    private readonly IReadOnlyList<StoredWeek> _weeks;
    private readonly Completeness _completeness;
    private readonly StoredPosition _at;
    private readonly ImportCoverage _imports;
    private readonly string? _notice;
    private readonly Week? _first;
    private readonly Week? _last;

    /// <param name="imports">Order files of the source, beside or instead of weeks; null for none.</param>
    /// <param name="notice">What an operator should know of the aggregates; null for nothing.</param>
    public StoreCoverage(
        IReadOnlyList<StoredWeek> weeks, SourceSettings? settings, TimeZoneInfo reportingZone, StoredPosition at,
        ImportCoverage? imports = null, string? notice = null)
    {
        _imports = imports ?? ImportCoverage.None;
        var complete = weeks.Where(week => week.State == WeekState.Complete).Select(week => week.Week).ToHashSet();
        (_weeks, _at, _notice) = (weeks, at, notice);
        _completeness = new Completeness(settings?.Since, complete, settings?.Zone ?? TimeZoneInfo.Utc, reportingZone);
        _first = settings?.Since ?? (weeks.Count > 0 ? weeks[0].Week : null);
        _last = weeks.Count > 0 ? weeks[^1].Week : null;
    }

    private bool CaughtUp => _at.Position >= _at.LastBatch && _imports.IsWhole;

    // No week is known of it, and none is missing.
    private bool IsOfFiles => _weeks.Count == 0 && _imports.Any;

    /// <summary>The answer with its coverage, and for each month and cohort whether it is final.</summary>
    public RevenueAnswer Onto(RevenueAnswer answer) => answer with
    {
        Coverage = Whole(),
        Currencies = [.. answer.Currencies.Select(block => block with
        {
            Months = block.Months is { } months ? [.. months.Select(Onto)] : null,
            Cohorts = block.Cohorts is { } cohorts ? [.. cohorts.Select(Onto)] : null,
        })],
    };

    private Coverage Whole() => new(
        Complete: CaughtUp && (IsOfFiles || (_first is { } first && _last is { } last && _completeness.Covers(first, last))),
        NewComplete: CaughtUp && (IsOfFiles || (_last is { } end && _completeness.CoversSinceFirst(end))),
        Rejected: _weeks.Sum(week => week.Counts.SetAside) + _imports.Bad,
        LagBatches: Math.Max(0, _at.LastBatch - _at.Position),
        Position: _at.Position,
        Weeks: [.. Missing()],
        Notice: _notice);

    private MonthAnswer Onto(MonthAnswer answer)
    {
        var month = Month.Parse(answer.Month);
        return answer with
        {
            Complete = CaughtUp && (IsOfFiles || _completeness.Covers(month)),
            NewComplete = CaughtUp && (IsOfFiles || _completeness.CoversSinceFirst(month)),
        };
    }

    private CohortAnswer Onto(CohortAnswer answer)
    {
        var cohort = Month.Parse(answer.Cohort);
        return answer with
        {
            Complete = CaughtUp && (IsOfFiles || (_last is { } last && _completeness.Covers(cohort, last))),
            NewComplete = CaughtUp && (IsOfFiles || _completeness.CoversSinceFirst(cohort)),
        };
    }

    private IEnumerable<WeekCoverage> Missing()
    {
        if (_first is not { } first || _last is not { } last)
            yield break;

        var known = _weeks.ToDictionary(week => week.Week);
        foreach (var week in first.Through(last))
        {
            if (!known.TryGetValue(week, out var stored))
                yield return new WeekCoverage(week.ToString(), "absent", null, null);
            else if (stored.State != WeekState.Complete)
                yield return new WeekCoverage(week.ToString(), stored.State.ToString().ToLowerInvariant(), stored.Cursor.Page, stored.Pages);
        }
    }
}
