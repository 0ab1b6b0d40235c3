using Orleans.Tx.Simulator.Transactions;

namespace Orleans.Tx.Simulator.Api;

/// <summary>What has been handed out: rows by week, and which pages.</summary>
internal sealed class Tally
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, long> _rows = new(StringComparer.Ordinal);
    private readonly HashSet<PageQuery> _pages = [];
    private long _badRequests;

    public void HandOut(Page page)
    {
        lock (_gate)
        {
            _pages.Add(page.Query);
            for (var at = 0; at < page.Records.Length;)
                at = CountWeek(page.Records, at);
        }
    }

    public void CountBadRequest()
    {
        lock (_gate)
            _badRequests++;
    }

    public (long BadRequests, int Pages, IReadOnlyDictionary<string, long> Rows) Report()
    {
        lock (_gate)
            return (_badRequests, _pages.Count, new SortedDictionary<string, long>(_rows, StringComparer.Ordinal));
    }

    private int CountWeek(Transaction[] records, int from)
    {
        var week = IsoWeek.Of(records[from].CreatedAt);
        var end = (week.Start + IsoWeek.Length).UtcDateTime;
        var next = from;
        while (next < records.Length && records[next].CreatedAt < end)
            next++;

        var name = week.ToString();
        _rows[name] = _rows.GetValueOrDefault(name) + next - from;
        return next;
    }
}
