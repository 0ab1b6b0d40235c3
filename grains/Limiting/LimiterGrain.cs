using Microsoft.Extensions.Logging;
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
    LimiterInstruments instruments,
    TimeProvider time,
    ILogger<LimiterGrain> logger) : Grain, ILimiterGrain
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(5);

    private SlidingWindow _window = null!;
    private StoreTime _clock = null!;
    private FairShares _shares = null!;
    private LimiterHistory _history = null!;
    private PermitReserve _reserve = null!;
    private LimiterGauge? _gauge;
    private long _lastLease;
    private long _granted;
    private long _rejections;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var limit = catalog.Get(this.GetPrimaryKeyString()).Limit;
        _clock = new StoreTime(time, await storeClock.Now(cancellationToken));
        _window = new SlidingWindow(limit, stored.State.ToWindow(), _clock.Now, time.GetUtcNow());
        // What may have been sent before is not known here: only when the last of it is surely forgotten there.
        if (await storeClock.UnknownUntil(cancellationToken) is { } unknown)
            _window.Close(unknown + limit.LongestHold + SlidingWindow.Skew);

        _shares = new FairShares(forgottenAfter: (limit.Window / 20) + limit.Lease, keptFor: limit.Lease / 10);
        _history = new LimiterHistory(limit.Window);
        _reserve = new PermitReserve(stored, _window, _clock, time);

        // A lease of an earlier activation must not be taken for one of this.
        _lastLease = _clock.Now.UtcTicks;
        _gauge = instruments.Show(this.GetPrimaryKeyString());
        Show(_clock.Now);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _gauge?.Dispose();

        // Someone else may have granted since the state was read.
        if (!_reserve.HasSaved || reason.ReasonCode == DeactivationReasonCode.ApplicationError)
            return;

        // What was reserved and not granted needs no slots after a stop in good order.
        try
        {
            await _reserve.Save(ahead: 0);
        }
        catch (TxException failure)
        {
            LogNotSaved(this.GetPrimaryKeyString(), failure.Message);
        }
    }

    public async Task<PermitAnswer> Acquire(PermitRequest request)
    {
        Settle(request);
        _shares.Register(request.Caller, request.Wanted, _clock.Now);
        await Reserve(request);

        // Looked at anew: time passed while it was stored.
        var now = _clock.Now;
        var permits = Math.Min(Grantable(request.Caller, now), _reserve.Left);
        var lease = ++_lastLease;
        if (permits > 0)
        {
            _window.Grant(lease, permits, now);
            _reserve.Granted(permits);
            _granted += permits;
            _shares.Granted(request.Caller, permits);
        }

        instruments.Acquired(this.GetPrimaryKeyString(), request.Wanted, permits);
        Show(now);
        _history.Note(_window.Held, _window.Learned, now);
        var again = AskAgainAfter(request.Caller, now);
        _shares.AsksAgain(request.Caller, now + again);
        return new PermitAnswer(lease, permits, _window.Limit.Lease, again, TellAtOnce: _window.IsWary);
    }

    public Task<LimiterSnapshot> Snapshot()
    {
        var now = _clock.Now;
        _window.Free(now);
        _history.Note(_window.Held, _window.Learned, now);
        return Task.FromResult(new LimiterSnapshot(
            this.GetPrimaryKeyString(), _window.Limit.Requests, _window.Limit.Window, _window.Held, _window.Leased,
            _granted, _rejections, _window.ClosedUntil, _window.Learned, _history.Moments));
    }

    public Task<LimiterSlots> Slots()
    {
        var now = _clock.Now;
        var window = _window.Save(ahead: 0, now);
        var leased = Enumerable.Repeat(_window.Limit.Window, window.Unsettled);
        return Task.FromResult(new LimiterSlots(
            _window.Learned, _window.Limit.Window, window.ClosedUntil - now ?? TimeSpan.Zero, [.. window.Releases.Select(release => release - now), .. leased]));
    }

    private void Show(DateTimeOffset now)
    {
        if (instruments.IsWatched)
            _gauge?.Show(new LimiterReading(_window.Limit, _window.Learned, _window.Save(ahead: 0, now), now, _clock));
    }

    private async Task Reserve(PermitRequest request)
    {
        try
        {
            await _reserve.Ready(Grantable(request.Caller, _clock.Now));
        }
        catch (TxException failure) when (request.Wanted == 0)
        {
            // What was settled is known here, and is stored with what is granted next.
            LogNotStored(this.GetPrimaryKeyString(), failure.Message);
        }
    }

    private int Grantable(string caller, DateTimeOffset now) => _shares.Share(caller, _window.Free(now), now);

    private TimeSpan AskAgainAfter(string caller, DateTimeOffset now)
    {
        // What is free is kept for those that are before this caller: until they have asked, or are late.
        if (_window.Free(now) > 0)
            return Grantable(caller, now) > 0 ? TimeSpan.Zero : ShortestWait * Math.Clamp(_shares.Before(caller, now), 1, 20);

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
            var told = permit.Told is { } limit ? new ToldLimit(Math.Max(0, limit.Remaining), limit.Reset - permit.Age) : (ToldLimit?)null;
            _window.Settle(permit.Lease, OutcomeOf(permit.Outcome), now - permit.Age, now, permit.RetryAfter - permit.Age, told);
            if (permit.Outcome == PermitOutcome.Rejected)
            {
                _rejections++;
                instruments.Rejected(this.GetPrimaryKeyString());
                _history.Rejected();
            }
        }
    }

    private static Outcome OutcomeOf(PermitOutcome outcome) => outcome switch
    {
        PermitOutcome.Accepted => Outcome.Accepted,
        PermitOutcome.Rejected => Outcome.Rejected,
        PermitOutcome.Unsent => Outcome.Unsent,
        _ => Outcome.Unknown,
    };
}
