using System.Collections.Immutable;
using Orleans.Tx.Grains.Limiting;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>A pull's permits: what was leased and not used yet, and what is to be settled. Every time is of the monotonic clock.</summary>
internal sealed class PermitPurse(ILimiterGrain limiter, string caller, TimeProvider time)
{
    private readonly Queue<(SettledPermit Permit, long At)> _unsettled = [];
    private PermitAnswer _answer = new(0, 0, TimeSpan.Zero, TimeSpan.Zero);
    private long _lease;
    private TimeSpan _usableFor;
    private long _leased = time.GetTimestamp();
    private long _asked = time.GetTimestamp();
    private int _left;
    private bool _refused;

    /// <summary>Permits at hand.</summary>
    public int Left => _left;

    /// <summary>How long until the limiter is to be asked; not positive: now; null: there is no need.</summary>
    /// <param name="wanting">Requests could be sent if there were permits.</param>
    /// <param name="idle">No request is under way: nothing else will be settled soon.</param>
    public TimeSpan? UntilAsk(bool wanting, bool idle)
    {
        var permits = wanting && _left == 0 ? _answer.AskAgainAfter - time.GetElapsedTime(_asked) : (TimeSpan?)null;
        if (_unsettled.Count == 0)
            return permits;

        // Slots are known to become free only once they are settled; but not one call for each of them, unless others wait for the news.
        var settling = idle || _refused || _answer.TellAtOnce ? TimeSpan.Zero : _usableFor / 2 - time.GetElapsedTime(_unsettled.Peek().At);
        return permits < settling ? permits : settling;
    }

    /// <summary>Takes a permit to send one request right now.</summary>
    /// <param name="lease">Names the permit when it is settled.</param>
    /// <returns>False where none is left, or the lease has ended.</returns>
    public bool TryTake(out long lease)
    {
        lease = _lease;
        if (_left > 0 && time.GetElapsedTime(_leased) >= _usableFor)
            GiveBack();
        if (_left == 0)
            return false;

        _left--;
        return true;
    }

    public void Settle(long lease, PermitOutcome outcome, TimeSpan? retryAfter = null, SourceBudget? told = null)
    {
        _unsettled.Enqueue((new SettledPermit(lease, outcome, TimeSpan.Zero, retryAfter, told), time.GetTimestamp()));
        if (outcome != PermitOutcome.Rejected)
            return;

        // After a refusal everyone stops.
        _refused = true;
        GiveBack();
    }

    /// <summary>Settles what was used and asks for as many permits as are wanted and not at hand.</summary>
    public async Task Ask(int wanted)
    {
        // Told once: were the answer lost, telling it again could free the slots of requests still under way. Untold ones are only held longer.
        var settled = _unsettled.Select(item => item.Permit with { Age = time.GetElapsedTime(item.At) }).ToImmutableArray();
        _unsettled.Clear();
        _refused = false;
        var missing = _left == 0 ? wanted : 0;
        var asked = time.GetTimestamp();
        _answer = await limiter.Acquire(new PermitRequest(caller, missing, settled));
        _asked = time.GetTimestamp();
        if (_answer.Granted > 0)
            (_lease, _left, _leased, _usableFor) = (_answer.Lease, _answer.Granted, asked, _answer.UsableFor);
    }

    /// <summary>Settles everything: unused permits go back.</summary>
    public async Task Empty()
    {
        GiveBack();
        if (_unsettled.Count > 0)
            await Ask(0);
    }

    private void GiveBack()
    {
        for (; _left > 0; _left--)
            Settle(_lease, PermitOutcome.Unsent);
    }
}
