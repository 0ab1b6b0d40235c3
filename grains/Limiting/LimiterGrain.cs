using Microsoft.Extensions.Logging;
using Orleans.Storage;
using Orleans.Tx.Domain.Limiting;
using Orleans.Tx.Grains.Catalog;

namespace Orleans.Tx.Grains.Limiting;

/// <summary>
/// The rules are <see cref="SlidingWindow"/>'s. Nothing is granted before its reservation is stored with the state's ETag, so that
/// after a crash the window is known, and of two activations only one can grant (docs/decisions/0004-permits-are-stored-first.md).
/// </summary>
internal sealed partial class LimiterGrain(
    [PersistentState("limiter", StorageNames.Grains)] IPersistentState<LimiterState> stored,
    ISourceCatalog catalog,
    IStoreClock storeClock,
    TimeProvider time,
    ILogger<LimiterGrain> logger) : Grain, ILimiterGrain
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(5);

    private SlidingWindow _window = null!;
    private StoreTime _clock = null!;
    private FairShares _shares = null!;
    private LimiterHistory _history = null!;
    private long _lastLease;
    private int _reserved;
    private long _granted;
    private long _rejections;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var limit = catalog.Get(this.GetPrimaryKeyString()).Limit;
        _clock = new StoreTime(time, await storeClock.Now(cancellationToken));
        _window = new SlidingWindow(limit, stored.State.ToWindow(), _clock.Now);

        _shares = new FairShares(limit.Window / 20 + limit.Lease);
        _history = new LimiterHistory(limit.Window);

        // A lease of an earlier activation must not be taken for one of this.
        _lastLease = _clock.Now.UtcTicks;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        // Someone else may have granted since the state was read.
        if (_reserved == 0 || reason.ReasonCode == DeactivationReasonCode.ApplicationError)
            return;

        // What was reserved and not granted needs no slots after a stop in good order.
        stored.State = LimiterState.Of(_window.Save(ahead: 0, _clock.Now));
        try
        {
            await stored.WriteStateAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is not InconsistentStateException)
        {
            LogNotSaved(this.GetPrimaryKeyString(), failure.Message);
        }
    }

    public async Task<PermitAnswer> Acquire(PermitRequest request)
    {
        Settle(request);
        _shares.Register(request.Caller, request.Wanted, _clock.Now);
        var permits = Grantable(request);
        if (permits > 0)
            await Reserve(permits);

        var now = _clock.Now;
        var lease = ++_lastLease;
        if (permits > 0)
        {
            _window.Grant(lease, permits, now);
            _reserved -= permits;
            _granted += permits;
            _shares.Granted(request.Caller, permits);
        }

        _history.Note(_window.Held, _window.Learned, now);
        return new PermitAnswer(lease, permits, _window.Limit.Lease, AskAgainAfter(request.Caller, now));
    }

    public Task<LimiterSnapshot> Snapshot()
    {
        _window.Free(_clock.Now);
        return Task.FromResult(new LimiterSnapshot(
            this.GetPrimaryKeyString(), _window.Limit.Requests, _window.Limit.Window, _window.Held, _window.Leased,
            _granted, _rejections, _window.ClosedUntil, _window.Learned, _history.Moments));
    }

    // Leases stay small beside what is left of the window, so that nobody sits on what others could use; at its edge they are of one permit.
    private int Grantable(PermitRequest request)
    {
        var headroom = _window.Limit.Requests - _window.Held;
        var most = Math.Max(1, headroom / 8);
        return Math.Min(most, _shares.Share(request.Caller, _window.Free(_clock.Now)));
    }

    private TimeSpan AskAgainAfter(string caller, DateTimeOffset now)
    {
        // What is free is kept for those that are before this caller: until they have asked, or are forgotten.
        if (_window.Free(now) > 0)
            return _shares.Share(caller, _window.Free(now)) > 0 ? TimeSpan.Zero : ShortestWait * Math.Min(20, _shares.Before(caller));

        // What others hold may come back, or turn out to be completed, any moment: then more is known.
        var wait = _window.NextFree(now) - now;
        if (_window.Leased > 0 && wait > _window.Limit.Lease)
            wait = _window.Limit.Lease;
        return wait > ShortestWait ? wait : ShortestWait;
    }

    private void Settle(PermitRequest request)
    {
        var now = _clock.Now;
        foreach (var permit in request.Settled)
        {
            _window.Settle(permit.Lease, OutcomeOf(permit.Outcome), now - permit.Age, now, permit.RetryAfter);
            if (permit.Outcome == PermitOutcome.Rejected)
            {
                _rejections++;
                _history.Rejected();
            }
        }
    }

    private async Task Reserve(int permits)
    {
        if (permits <= _reserved)
            return;

        // A block at a time, so that storing costs one write per some dozens of requests.
        var block = Math.Max(permits, Math.Clamp(_window.Limit.Requests / 16, 1, 64));
        stored.State = LimiterState.Of(_window.Save(block, _clock.Now));
        try
        {
            await stored.WriteStateAsync();
        }
        catch (Exception failure) when (failure is not InconsistentStateException)
        {
            throw new TxException(TxError.Unavailable, $"permits can't be granted while the store is away: {failure.Message}");
        }

        _reserved = block;
    }

    private static Outcome OutcomeOf(PermitOutcome outcome) => outcome switch
    {
        PermitOutcome.Accepted => Outcome.Accepted,
        PermitOutcome.Rejected => Outcome.Rejected,
        PermitOutcome.Unsent => Outcome.Unsent,
        _ => Outcome.Unknown,
    };
}
