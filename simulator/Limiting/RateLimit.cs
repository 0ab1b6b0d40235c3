namespace Orleans.Tx.Simulator.Limiting;

/// <summary>
/// The API's limit: at most so many requests in any window, counted when they arrive, on the monotonic clock. Every request passes
/// here first, whatever becomes of it later.
/// </summary>
internal sealed class RateLimit
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _clock;
    private readonly long _origin;
    private readonly bool _countsRejected;
    private readonly SlidingWindowCounter _received;
    private readonly SlidingWindowCounter _counted;
    private CapacitySchedule _schedule;
    private TimeSpan _scheduleBegan;
    private long _accepted;
    private long _rejected;

    /// <param name="countsRejected">Whether a rejected request takes a place in the window as well.</param>
    public RateLimit(TimeSpan window, CapacitySchedule schedule, bool countsRejected, TimeProvider clock)
    {
        (_schedule, _countsRejected, _clock, _origin) = (schedule, countsRejected, clock, clock.GetTimestamp());
        _received = new SlidingWindowCounter(window);
        _counted = new SlidingWindowCounter(window);
    }

    public Arrival Arrive()
    {
        lock (_gate)
        {
            // The clock is read under the lock, so that arrivals are counted in the order of their times.
            var now = _clock.GetElapsedTime(_origin);
            var limit = _schedule.LimitAt(now - _scheduleBegan);
            var accepted = _counted.CountAt(now) < limit;
            var retryAfter = accepted ? TimeSpan.Zero : _counted.UntilBelow(limit, now);
            _received.Add(now);
            if (accepted || _countsRejected)
                _counted.Add(now);
            if (accepted)
                _accepted++;
            else
                _rejected++;
            return new Arrival(_accepted + _rejected, accepted, retryAfter);
        }
    }

    /// <summary>Changes the capacity from now on; what is in the window stays there.</summary>
    public void Follow(CapacitySchedule schedule)
    {
        lock (_gate)
            (_schedule, _scheduleBegan) = (schedule, _clock.GetElapsedTime(_origin));
    }

    public LimitReport Report()
    {
        lock (_gate)
        {
            var capacity = _schedule.LimitAt(_clock.GetElapsedTime(_origin) - _scheduleBegan);
            return new LimitReport(
                _accepted + _rejected, _accepted, _rejected, _received.Greatest, _counted.Greatest, capacity);
        }
    }
}
