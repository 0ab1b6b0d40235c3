using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>
/// A timer of a grain, which is its own request: when due it takes its place among the others. The next run is set only
/// when one has ended, so there is never more than one of it.
/// </summary>
internal sealed partial class GrainTimer : Request, IGrainTimer
{
    private readonly Lock _gate = new();
    private readonly Activation _activation;
    private readonly GrainTimers _timers;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly GrainTimerCreationOptions _options;
    private readonly CancellationTokenSource _cancellation = new();
    private readonly ITimer _timer;
    private TimeSpan _dueTime;
    private TimeSpan _period;
    private bool _isFiring;
    private bool _wasChanged;
    private bool _isDisposed;

    internal GrainTimer(
        Activation activation, GrainTimers timers, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        _activation = activation;
        _timers = timers;
        _callback = callback;
        _options = options;

        // The timer must not carry the async locals of the turn that made it into all of its own.
        using (ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow())
            _timer = activation.Silo.Time.CreateTimer(
                static timer => ((GrainTimer)timer!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    internal override bool Interleaves => _options.Interleave;

    internal override bool KeepsAlive => _options.KeepAlive;

    internal override bool EndsWithActivation => true;

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Validate(dueTime, nameof(dueTime));
        Validate(period, nameof(period));
        lock (_gate)
        {
            _dueTime = dueTime;
            _period = period;
            _wasChanged = true;
            if (!_isFiring)
                Wait(dueTime);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _timer.Dispose();
        }

        _timers.Remove(this);
        try
        {
            _cancellation.Cancel();
        }
        catch (AggregateException failure)
        {
            // Some callback's reaction to its cancellation: the timer has ended all the same.
            LogFailure(_activation.Silo.Logger, _activation.GrainId, failure);
        }
    }

    internal override Task RunAsync(Activation activation) => _cancellation.IsCancellationRequested ? Task.CompletedTask : CallBackAsync();

    internal override void Answer(Task ran)
    {
        if (ran.Exception?.InnerException is { } failure)
            LogFailure(_activation.Silo.Logger, _activation.GrainId, failure);
    }

    internal override void Reject(Exception reason)
    {
        // The activation has ended and its timers with it.
    }

    private static void Validate(TimeSpan time, string name)
    {
        var milliseconds = (long)time.TotalMilliseconds;
        ArgumentOutOfRangeException.ThrowIfLessThan(milliseconds, -1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(milliseconds, 0xfffffffe, name);
    }

    // The gate is held.
    private void Wait(TimeSpan time)
    {
        if (!_isDisposed)
            _timer.Change(time, Timeout.InfiniteTimeSpan);
    }

    private void Fire()
    {
        lock (_gate)
        {
            if (_isFiring)
                return;
            _isFiring = true;
            _wasChanged = false;
        }

        _activation.TryEnqueue(this);
    }

    private async Task CallBackAsync()
    {
        try
        {
            await _callback(_cancellation.Token).ConfigureAwait(false);
        }
        finally
        {
            // Within the turn: a call that comes after it finds the timer set.
            lock (_gate)
            {
                _isFiring = false;
                Wait(_wasChanged ? _dueTime : _period);
            }
        }
    }

    [LoggerMessage(EventId = 9020, Level = LogLevel.Warning, Message = "A timer of grain {GrainId} failed.")]
    private static partial void LogFailure(ILogger logger, GrainId grainId, Exception failure);
}
