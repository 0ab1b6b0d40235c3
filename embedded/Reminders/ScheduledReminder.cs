namespace Orleans.Reminders;

/// <summary>A stored reminder and the timer that waits for its next firing.</summary>
internal sealed class ScheduledReminder : IDisposable
{
    // So often the wall clock is looked at: it may have been set, or the machine may have slept.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly Func<ReminderRow, Task> _deliver;
    private readonly ITimer _timer;
    private DateTime _due;
    private bool _isDisposed;

    internal ScheduledReminder(ReminderRow row, TimeProvider time, Func<ReminderRow, Task> deliver)
    {
        Row = row;
        _time = time;
        _deliver = deliver;
        using (ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow())
            _timer = time.CreateTimer(_ => OnTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _due = row.NextTick(Now);
        WaitForDue();
    }

    internal ReminderRow Row { get; }

    private DateTime Now => _time.GetUtcNow().UtcDateTime;

    public void Dispose()
    {
        lock (_gate)
            _isDisposed = true;
        _timer.Dispose();
    }

    private void OnTimer()
    {
        if (Now < _due)
            WaitForDue();
        else
            _ = FireAsync();
    }

    private async Task FireAsync()
    {
        await _deliver(Row).ConfigureAwait(false);
        _due = Row.FollowingTick(_due, Now);
        WaitForDue();
    }

    private void WaitForDue()
    {
        lock (_gate)
        {
            if (_isDisposed)
                return;
            var wait = _due - Now;
            _timer.Change(
                wait > LongestWait ? LongestWait : wait < TimeSpan.Zero ? TimeSpan.Zero : RoundedUp(wait),
                Timeout.InfiniteTimeSpan);
        }
    }

    // Timers count whole milliseconds: rounded down, they would come early and be set anew.
    private static TimeSpan RoundedUp(TimeSpan wait) => TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
}
