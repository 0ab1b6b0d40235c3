namespace Orleans.Tx.Domain.Limiting;

/// <summary>
/// Who gets the next permits, by demand: three quarters go to the newest caller, one quarter in turn to the others. What one does not want
/// flows over. Weighted fair queueing: a permit costs the newest a third of what it costs all others together, and the next goes to
/// whoever has paid least (https://doi.org/10.1145/75247.75248). Nothing waits for one that was told to ask later, or is late: it is served
/// first when it comes.
/// </summary>
/// <param name="forgottenAfter">Demand that is not repeated for so long is forgotten.</param>
/// <param name="keptFor">For so long permits are kept for one that should ask by now.</param>
public sealed class FairShares(TimeSpan forgottenAfter, TimeSpan keptFor)
{
    private const double NewestShare = 0.75;

    private readonly SortedDictionary<string, Demand> _callers = new(StringComparer.Ordinal);
    private double _paid;

    /// <summary>Registers what a caller wants now; nothing ends its demand at once.</summary>
    /// <param name="caller">The greatest, by ordinal comparison, is the newest.</param>
    public void Register(string caller, int wanted, DateTimeOffset now)
    {
        foreach (var gone in _callers.Where(other => now - other.Value.Asks >= forgottenAfter).Select(other => other.Key).ToList())
            _callers.Remove(gone);
        if (wanted <= 0)
        {
            _callers.Remove(caller);
            return;
        }

        // Who was away has saved nothing up: else it would lock the others out when it comes back.
        var known = _callers.GetValueOrDefault(caller);
        _callers[caller] = new Demand(wanted, known.Wanted > 0 ? known.Paid : Math.Max(known.Paid, _paid), now);
    }

    /// <summary>A caller was told when to ask again.</summary>
    public void AsksAgain(string caller, DateTimeOffset at)
    {
        if (_callers.TryGetValue(caller, out var demand))
            _callers[caller] = demand with { Asks = at };
    }

    /// <summary>How many of the free permits this caller may have now: the rest is kept for those that are before it.</summary>
    public int Share(string caller, int free, DateTimeOffset now)
    {
        if (!_callers.TryGetValue(caller, out var asking))
            return 0;
        if (_callers.Count == 1)
            return Math.Min(free, asking.Wanted);

        var left = Present(caller, now);
        var share = 0;
        for (; free > 0 && Next(left) is { } next; free--)
        {
            left[next] = Served(next, left[next], 1);
            share += next == caller ? 1 : 0;
        }

        return share;
    }

    /// <summary>How many permits others will have before this caller has its first.</summary>
    public int Before(string caller, DateTimeOffset now)
    {
        var left = Present(caller, now);
        var before = 0;
        for (; Next(left) is { } next && next != caller; before++)
            left[next] = Served(next, left[next], 1);
        return before;
    }

    public void Granted(string caller, int permits)
    {
        if (!_callers.TryGetValue(caller, out var demand))
            return;

        _callers[caller] = Served(caller, demand, permits);
        _paid = Math.Max(_paid, demand.Paid);
    }

    private Demand Served(string caller, Demand demand, int permits)
    {
        var newest = caller == _callers.Last().Key;
        var weight = newest ? NewestShare : (1 - NewestShare) / Math.Max(1, _callers.Count - 1);
        return demand with { Wanted = Math.Max(0, demand.Wanted - permits), Paid = demand.Paid + (permits / weight) };
    }

    private Dictionary<string, Demand> Present(string caller, DateTimeOffset now) => _callers
        .Where(other => other.Key == caller || (other.Value.Asks <= now && now - other.Value.Asks < keptFor))
        .ToDictionary(StringComparer.Ordinal);

    private static string? Next(Dictionary<string, Demand> demands) => demands
        .Where(demand => demand.Value.Wanted > 0)
        .OrderBy(demand => demand.Value.Paid).ThenByDescending(demand => demand.Key, StringComparer.Ordinal)
        .Select(demand => demand.Key).FirstOrDefault();

    private readonly record struct Demand(int Wanted, double Paid, DateTimeOffset Asks);
}
