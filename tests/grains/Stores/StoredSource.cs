using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Grains.Ingestion;

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

    public void Mark(Week week, int run, PageCursor cursor, WeekState state, string? message)
    {
        lock (_gate)
        {
            var row = Fenced(week, run, cursor);
            var ended = state is WeekState.Pulled or WeekState.Complete;
            var marked = row.Week with { State = state, Message = message, CompletedAt = ended ? time.GetUtcNow() : null };
            _weeks[week] = row with { Week = marked, RunEnded = ended };
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
