using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Grains.Tests.Stores;

/// <summary>Rows by week and id, and the batches that made them: numbered from 1, without gaps.</summary>
internal sealed class BatchLog
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(Week Week, string Id), Transaction> _rows = [];
    private readonly List<IReadOnlyList<LogEntry>> _batches = [];
    private readonly HashSet<(Week Week, int Run, string Id)> _met = [];
    private readonly HashSet<(Week Week, int Run, string Id)> _staying = [];

    /// <summary>How many entries are read at once, where a test wants fewer than are asked for.</summary>
    public int ReadsAtMost { get; set; } = int.MaxValue;

    /// <summary>The number of the last batch; 0 before the first.</summary>
    public long Last
    {
        get
        {
            lock (_gate)
                return _batches.Count;
        }
    }

    /// <summary>The rows as they are now.</summary>
    public IReadOnlyList<Transaction> Rows
    {
        get
        {
            lock (_gate)
                return [.. _rows.OrderBy(row => row.Key.Week).ThenBy(row => row.Key.Id, StringComparer.Ordinal).Select(row => row.Value)];
        }
    }

    /// <summary>The entries of the first batches.</summary>
    public IReadOnlyList<LogEntry> EntriesUpTo(long position)
    {
        lock (_gate)
            return [.. _batches.Take((int)position).SelectMany(batch => batch)];
    }

    /// <summary>When customers made the first of the orders that stand after some batches.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> FirstOrders(long upTo, string[] customers)
    {
        var standing = new List<LogEntry>();
        foreach (var entry in EntriesUpTo(upTo).Where(entry => customers.Contains(entry.Customer, StringComparer.Ordinal)))
        {
            if (!entry.TakenBack)
                standing.Add(entry);
            else
                standing.Remove(entry with { TakenBack = false });
        }

        return standing.GroupBy(entry => entry.Customer, StringComparer.Ordinal)
            .ToDictionary(orders => orders.Key, orders => orders.Min(order => order.OccurredAt), StringComparer.Ordinal);
    }

    /// <summary>A batch as it comes, without rows behind it.</summary>
    public void Add(IReadOnlyList<LogEntry> batch)
    {
        lock (_gate)
            _batches.Add(batch);
    }

    public WeekCounts Append(PageBatch batch)
    {
        lock (_gate)
        {
            var entries = new List<LogEntry>();
            var records = batch.Pages.SelectMany(page => page.Records).ToList();
            var sent = records.GroupBy(record => record.Id, StringComparer.Ordinal).Select(same => same.Last()).ToList();
            var (added, restated) = (0, 0);
            foreach (var record in sent)
            {
                if (!_rows.TryGetValue((batch.Week, record.Id), out var stored))
                    added++;
                else if (stored == record)
                    continue;
                else
                {
                    restated++;
                    entries.Add(EntryOf(batch.Week, stored, takenBack: true));
                }

                _rows[(batch.Week, record.Id)] = record;
                entries.Add(EntryOf(batch.Week, record, takenBack: false));
            }

            if (entries.Count > 0)
                _batches.Add(entries);
            return new WeekCounts(
                added, restated, records.Count - added - restated,
                batch.Pages.Sum(page => (long)page.SetAside.Count), batch.Pages.Sum(page => (long)page.Outside),
                batch.Pages.Sum(page => (long)page.Filtered),
                Meet(batch),
                batch.Pages.Sum(page => page.SetAside.LongCount(record => record.Id is null) + page.Outside + page.Filtered - page.PassedOver.Count));
        }
    }

    /// <summary>The ids of a week's rows that a run did not meet.</summary>
    public IReadOnlyList<string> Unmet(Week week, int run)
    {
        lock (_gate)
            return [.. _rows.Keys.Where(row => row.Week == week && !_staying.Contains((week, run, row.Id))).Select(row => row.Id)];
    }

    /// <summary>How many rows a week has.</summary>
    public int Count(Week week)
    {
        lock (_gate)
            return _rows.Keys.Count(row => row.Week == week);
    }

    /// <summary>Takes rows out.</summary>
    public void Remove(Week week, IReadOnlyList<string> ids)
    {
        lock (_gate)
        {
            if (ids.Count > 0)
                _batches.Add([.. ids.Select(id => EntryOf(week, _rows[(week, id)], takenBack: true))]);
            foreach (var id in ids)
                _rows.Remove((week, id));
        }
    }

    /// <summary>The other weeks that hold an id of this one.</summary>
    public IReadOnlyList<Week> Elsewhere(Week week)
    {
        lock (_gate)
            return
            [
                .. _rows.Keys.Where(row => row.Week != week && _rows.ContainsKey((week, row.Id))).GroupBy(row => row.Week)
                    .Where(same => same.Count() == 1 || same.Count() <= Count(week) / 2).Select(same => same.Key),
            ];
    }

    private long Meet(PageBatch batch)
    {
        var repeated = 0;
        foreach (var page in batch.Pages)
        {
            foreach (var id in page.Records.Select(record => record.Id).Concat(page.SetAside.Select(record => record.Id).OfType<string>()))
            {
                repeated += _met.Add((batch.Week, batch.Run, id)) ? 0 : 1;
                _staying.Add((batch.Week, batch.Run, id));
            }

            repeated += page.PassedOver.Count(id => !_met.Add((batch.Week, batch.Run, id)));
        }

        return repeated;
    }

    public LogRange? Read(long after, int most)
    {
        lock (_gate)
        {
            if (after >= _batches.Count)
                return null;
            var to = after + 1;
            List<LogEntry> entries = [.. _batches[(int)after]];
            for (; to < _batches.Count && entries.Count + _batches[(int)to].Count <= Math.Min(most, ReadsAtMost); to++)
                entries.AddRange(_batches[(int)to]);
            return new LogRange(to, entries);
        }
    }

    private static LogEntry EntryOf(Week week, Transaction row, bool takenBack) =>
        new(row.Customer, row.OccurredAt, row.Currency, row.Amount, takenBack, week);
}
