namespace Orleans.Runtime;

/// <summary>The timers of an activation.</summary>
internal sealed class GrainTimers(Activation activation) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly HashSet<GrainTimer> _timers = [];
    private bool _isDisposed;

    internal IGrainTimer Register(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        GrainTimer timer;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, activation);
            timer = new(activation, this, callback, options);
            _timers.Add(timer);
        }

        timer.Change(options.DueTime, options.Period);
        return timer;
    }

    internal void Remove(GrainTimer timer)
    {
        lock (_gate)
            _timers.Remove(timer);
    }

    /// <summary>Ends all timers, and cancels what their callbacks still do.</summary>
    public void Dispose()
    {
        List<GrainTimer> all;
        lock (_gate)
        {
            _isDisposed = true;
            all = [.. _timers];
        }

        foreach (var timer in all)
            timer.Dispose();
    }
}
