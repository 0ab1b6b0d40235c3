namespace Orleans.Tx.Testing;

/// <summary>A clock that stands still until it is advanced; then its timers fire in order, on the advancing thread.</summary>
internal sealed class ManualClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly HashSet<ManualTimer> _timers = [];
    private readonly List<(DateTimeOffset Due, TaskCompletionSource Set)> _expected = [];

    // A Wednesday: its week is 2026-W48.
    private DateTimeOffset _now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Lets time pass, with all that becomes due meanwhile.</summary>
    public void Advance(TimeSpan time)
    {
        var until = GetUtcNow() + time;
        while (TakeDue(until) is { } timer)
            timer.Fire();
        lock (_gate)
            _now = until > _now ? until : _now;
    }

    /// <summary>Is put right: what waits for it waits as long as before.</summary>
    public void SetBack(TimeSpan time)
    {
        lock (_gate)
        {
            _now -= time;
            foreach (var timer in _timers)
                timer.SetBack(time);
        }
    }

    /// <summary>
    /// Completes when some wait is set to end just then. Timers that fire again and again are no waits: those of an engine have their
    /// beats at any instant, and would be taken for what a test waits for.
    /// </summary>
    public Task TimerSetFor(TimeSpan fromNow)
    {
        lock (_gate)
        {
            var due = _now + fromNow;
            if (_timers.Any(timer => timer.IsWait && timer.Due == due))
                return Task.CompletedTask;
            var set = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _expected.Add((due, set));
            return set.Task;
        }
    }

    private ManualTimer? TakeDue(DateTimeOffset until)
    {
        lock (_gate)
        {
            var first = _timers.Where(timer => timer.Due <= until).MinBy(timer => timer.Due);
            if (first is null)
                return null;
            _now = first.Due > _now ? first.Due : _now;
            first.Rearm();
            return first;
        }
    }

    private sealed class ManualTimer(ManualClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;
        private bool _isDisposed;

        internal DateTimeOffset Due { get; private set; }

        /// <summary>It fires once.</summary>
        internal bool IsWait => _period <= TimeSpan.Zero;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                // As the system's timers do, which a wait may change while it ends.
                if (_isDisposed)
                    return false;
                _period = period;
                clock._timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                Due = clock._now + dueTime;
                clock._timers.Add(this);
                foreach (var (_, set) in clock._expected.Where(expected => IsWait && expected.Due == Due))
                    set.TrySetResult();
                return true;
            }
        }

        public void Dispose() => End();

        public ValueTask DisposeAsync()
        {
            End();
            return ValueTask.CompletedTask;
        }

        private void End()
        {
            lock (clock._gate)
            {
                _isDisposed = true;
                clock._timers.Remove(this);
            }
        }

        internal void SetBack(TimeSpan time) => Due -= time;

        internal void Fire() => callback(state);

        internal void Rearm()
        {
            if (_period > TimeSpan.Zero)
                Due += _period;
            else
                clock._timers.Remove(this);
        }
    }
}
