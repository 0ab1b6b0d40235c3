using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Limiting;
using Orleans.Tx.Domain.Planning;
using Orleans.Tx.Grains.Catalog;
using Orleans.Tx.Grains.Limiting;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>Makes a plan of what is known of its weeks.</summary>
internal static class PullPlans
{
    /// <summary>Whether a week's cost is told by its first page alone.</summary>
    public static bool MustAsk(StoredWeek? week) => week is null || !(week.State == WeekState.Complete || week.State.IsUnderWay());

    public static PullPlan Of(
        SourceSettings settings, IReadOnlyList<Week> asked, IReadOnlyList<StoredWeek> stored, IReadOnlyDictionary<Week, FirstPage> pages,
        LimiterSlots slots, DateTimeOffset now)
    {
        var states = stored.ToDictionary(week => week.Week);
        var weeks = asked.Select(week => Planned(settings, week, states.GetValueOrDefault(week), pages.GetValueOrDefault(week))).ToList();
        var others = stored.Where(week => IsQueued(week) && !(week.Week.CompareTo(asked[0]) >= 0 && week.Week.CompareTo(asked[^1]) <= 0))
            .Select(Left).ToList();
        var (requests, queued) = (weeks.Sum(week => week.Requests ?? 0), others.Sum(left => left ?? 0));
        var least = LeastTime.Of(requests, slots.Allowed, slots.Window, slots.Held, slots.Closed);
        return new PullPlan(
            settings.Name, [.. weeks], requests,
            Unknown: weeks.Count(week => week.Requests is null && week.Basis != PlanBasis.Pending),
            Pending: weeks.Count(week => week.Basis == PlanBasis.Pending),
            least, queued, others.Count(left => left is null),
            Finish(settings, requests + queued, weeks.Count(week => week.Requests != 0) + others.Count, pages, slots, now),
            slots.Allowed, slots.Window, slots.Held.Length);
    }

    private static PlannedWeek Planned(SourceSettings settings, Week week, StoredWeek? stored, FirstPage? page)
    {
        if (stored?.State == WeekState.Complete)
            return new PlannedWeek(week.ToString(), PlanBasis.Complete, 0, stored.Total);
        if (stored?.State.IsUnderWay() == true)
            return new PlannedWeek(week.ToString(), PlanBasis.UnderWay, Left(stored), stored.Total);
        if (page is null)
            return new PlannedWeek(week.ToString(), PlanBasis.Pending, null, null);

        var pages = PullCost.PagesOf(page.Facts, settings.Paging);
        var requests = pages is { } all && stored is not null && GoesOn(stored) ? Math.Max(1, all - stored.Cursor.Page) : pages;
        return new PlannedWeek(week.ToString(), requests is null ? PlanBasis.NotTold : PlanBasis.Told, requests, page.Facts.Total);
    }

    private static DateTimeOffset Finish(
        SourceSettings settings, long requests, int weeks, IReadOnlyDictionary<Week, FirstPage> pages, LimiterSlots slots, DateTimeOffset now)
    {
        var limit = LeastTime.Of(requests, slots.Allowed, slots.Window, slots.Held, slots.Closed);
        // The fastest of them waited for no permit.
        var latency = pages.Count == 0 ? TimeSpan.Zero : pages.Values.Min(page => page.Latency);
        var lanes = Math.Clamp(weeks, 1, settings.Weeks) * (settings.ByToken ? 1 : settings.InFlight);
        var answers = PullCost.AnswerTime(requests, latency, lanes);
        var longer = limit > answers ? limit : answers;
        return longer < DateTimeOffset.MaxValue - now ? now + longer : DateTimeOffset.MaxValue;
    }

    private static bool IsQueued(StoredWeek week) => week.State == WeekState.Queued || week.State.IsUnderWay();

    /// <summary>A run that did not end goes on from its cursor, unless the configuration changed since.</summary>
    private static bool GoesOn(StoredWeek week) => week is { Run: > 0, CompletedAt: null };

    /// <summary>How many pages of a week are not stored yet; null where that is not known.</summary>
    private static long? Left(StoredWeek week) => week.Pages is { } pages ? Math.Max(0, pages - (GoesOn(week) ? week.Cursor.Page : 0)) : null;
}
