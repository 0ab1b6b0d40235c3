using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Grains.Catalog;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>
/// Queues the weeks of one source that are due. What is due follows from the clock and the last week that was queued so: whoever was
/// away for a month finds four weeks due, and a week is never due twice.
/// </summary>
internal sealed class PullCalendar(SourceSettings settings, IWeekStore weeks, TimeProvider time)
{
    /// <summary>Queues what is due, for a new source nothing: what lies behind it is asked for by people.</summary>
    /// <returns>How many weeks were queued because they are due for the first time.</returns>
    public async Task<int> Keep(CancellationToken cancellationToken)
    {
        var last = settings.Calendar.LastDue(time.GetUtcNow(), settings.Zone);
        var known = await weeks.CalendarWeek(settings.Name, cancellationToken);
        if (known == last)
            return 0;
        if (known is null || known.Value.CompareTo(last) > 0)
        {
            // Later than now: the clock was wrong then, or is now. What was queued too early is queued again in its time.
            await weeks.Calendar(settings.Name, last, [], [], cancellationToken);
            return 0;
        }

        var due = known.Value.Next.Through(last).Where(HasWeek).ToList();
        var again = await Again(due, last, cancellationToken);
        await weeks.Calendar(settings.Name, last, due, again, cancellationToken);
        return due.Count;
    }

    /// <summary>How long until the next week is due.</summary>
    public TimeSpan UntilNext()
    {
        var now = time.GetUtcNow();
        var next = settings.Calendar.Due(settings.Calendar.LastDue(now, settings.Zone).Next, settings.Zone) - now;
        return next > TimeSpan.FromSeconds(1) ? next : TimeSpan.FromSeconds(1);
    }

    // The weeks before those that are due, for late records; and what seems to have been pulled in the future, by a clock that was wrong.
    private async Task<IReadOnlyCollection<Week>> Again(List<Week> due, Week last, CancellationToken cancellationToken)
    {
        var first = due.Count > 0 ? due[0] : last;
        for (var back = 0; back < settings.Calendar.Lookback; back++)
            first = first.Previous;
        var (now, stored) = (time.GetUtcNow(), await weeks.List(settings.Name, cancellationToken));
        return
        [
            .. from week in stored
               where week.Week.CompareTo(first) >= 0 && week.Week.CompareTo(last) <= 0
               where week.Week != last || week.RunBeganAt > now
               select week.Week,
        ];
    }

    private bool HasWeek(Week week) => settings.Since is not { } since || week.CompareTo(since) >= 0;
}
