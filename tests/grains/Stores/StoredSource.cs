using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Grains.Tests.Stores;

/// <summary>One source's part of the store: each method is a transaction.</summary>
internal sealed class StoredSource(string name, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<Week, WeekRow> _weeks = [];

    /// <summary>The log of changes.</summary>
    public BatchLog Log { get; } = new();

    /// <summary>What the projection makes of it.</summary>
    public Aggregates Aggregates { get; } = new();

    /// <summary>How far the aggregates are behind: a second for each batch.</summary>
    public ProjectionLag Lag()
    {
        var at = Aggregates.Position(Log.Last);
        var behind = Math.Max(0, at.LastBatch - at.Position);
        return new ProjectionLag(
            at, Log.EntriesUpTo(at.LastBatch).Count - Log.EntriesUpTo(at.Position).Count, behind > 0 ? TimeSpan.FromSeconds(behind) : null);
    }

    public IReadOnlyList<StoredWeek> Weeks
    {
        get
        {
            lock (_gate)
                return [.. _weeks.Values.Select(row => row.Week)];
        }
    }

    public StoredWeek? Find(Week week)
    {
        lock (_gate)
            return _weeks.GetValueOrDefault(week)?.Week;
    }

    public void Queue(params IEnumerable<Week> weeks)
    {
        lock (_gate)
        {
            foreach (var week in weeks)
            {
                var row = _weeks.GetValueOrDefault(week) ?? WeekRow.Queued(name, week);
                _weeks[week] = row.Week.State is WeekState.Failed or WeekState.Pulled
                    ? row with { Week = row.Week with { State = WeekState.Queued, Message = null } }
                    : row;
            }
        }
    }

    public StoredWeek? Begin(Week week, string fingerprint)
    {
        lock (_gate)
        {
            if (_weeks.GetValueOrDefault(week) is not { Week.State: WeekState.Queued or WeekState.Pulling or WeekState.Waiting } row)
                return null;
            _weeks[week] = row.BegunUnder(fingerprint, time.GetUtcNow());
            return _weeks[week].Week;
        }
    }

    /// <summary>The last week that the calendar queued.</summary>
    public Week? CalendarWeek { get; private set; }

    public void Calendar(Week last, IReadOnlyCollection<Week> due, IReadOnlyCollection<Week> again)
    {
        lock (_gate)
        {
            CalendarWeek = last;
            Queue(due);
            Change(again, WeekOrder.Repull);
        }
    }

    public IReadOnlyList<Week> Change(IReadOnlyCollection<Week> weeks, WeekOrder order)
    {
        lock (_gate)
        {
            var changed = weeks.Where(week => _weeks.TryGetValue(week, out var row) && row.Ordered(order) != row).ToList();
            foreach (var week in changed)
                _weeks[week] = _weeks[week].Ordered(order);
            return changed;
        }
    }

    public void Mark(Week week, int run, PageCursor cursor, WeekState state, string? message)
    {
        lock (_gate)
        {
            var row = Fenced(week, run, cursor);
            _weeks[week] = row with { Week = row.Week with { State = state, Message = message } };
        }
    }

    public void End(StoredWeek week, RunEnd end)
    {
        lock (_gate)
            _weeks[week.Week] = Fenced(week.Week, week.Run, week.Cursor).EndedAs(end, time.GetUtcNow());
    }

    public IReadOnlyList<EndedRun> Runs(Week week)
    {
        lock (_gate)
            return _weeks.GetValueOrDefault(week)?.Runs ?? [];
    }

    public UnseenRows Look(StoredWeek week, bool believed)
    {
        lock (_gate)
        {
            var row = Fenced(week.Week, week.Run, week.Cursor);
            var unseen = Log.Unmet(week.Week, week.Run).ToDictionary(id => id, id => row.Unseen.ContainsKey(id));
            _weeks[week.Week] = row with { Unseen = believed ? unseen : new Dictionary<string, bool>() };
            return new UnseenRows(Log.Count(week.Week), unseen.Count, unseen.Values.Count(twice => twice));
        }
    }

    public IReadOnlyList<Week> Elsewhere(Week week)
    {
        lock (_gate)
            return [.. Log.Elsewhere(week).Where(other => _weeks[other].Week.State is WeekState.Pulled or WeekState.Complete)];
    }

    public StoredWeek Remove(StoredWeek week, bool onlyTwice)
    {
        lock (_gate)
        {
            var row = Fenced(week.Week, week.Run, week.Cursor);
            var gone = row.Unseen.Where(unseen => unseen.Value || !onlyTwice).Select(unseen => unseen.Key).ToList();
            Log.Remove(week.Week, gone);
            row = row with
            {
                Week = row.Week with { Removed = row.Week.Removed + gone.Count, Stored = row.Week.Stored - gone.Count, Leaving = Math.Max(0, row.Week.Leaving - gone.Count) },
                Unseen = row.Unseen.Where(unseen => !gone.Contains(unseen.Key)).ToDictionary(),
            };
            _weeks[week.Week] = row;
            return row.Week;
        }
    }

    public bool WasAccepted(string fingerprint)
    {
        lock (_gate)
            return _weeks.Values.Any(row => row.Fingerprint == fingerprint && row.Week.Cursor != PageCursor.Start);
    }

    public void GiveUp(Week week, int run, PageCursor cursor)
    {
        lock (_gate)
        {
            if (_weeks.GetValueOrDefault(week) is { } row && row.Week.Run == run && row.Week.Cursor == cursor)
                _weeks[week] = row with { RunEnded = true };
        }
    }

    public StoredWeek Append(PageBatch batch)
    {
        lock (_gate)
        {
            var row = Fenced(batch.Week, batch.Run, batch.From);
            _weeks[batch.Week] = row.After(batch, Log.Append(batch));
            return _weeks[batch.Week].Week;
        }
    }

    /// <summary>Puts a week in place as it is wanted.</summary>
    public void Put(StoredWeek week)
    {
        lock (_gate)
            _weeks[week.Week] = new WeekRow(week, null, week.State is WeekState.Pulled or WeekState.Complete);
    }

    private WeekRow Fenced(Week week, int run, PageCursor cursor) =>
        _weeks.GetValueOrDefault(week) is { } row && row.Week.Run == run && row.Week.Cursor == cursor
            ? row
            : throw new CursorMovedException($"run {run} of {name}/{week} is not at {cursor}");
}
