namespace Orleans.Tx.Simulator.Api;

/// <summary>Waits within an answer, which end when the client leaves; the simulator's own end aborts the connection.</summary>
internal sealed class Pauses(TimeProvider clock, CancellationToken stopping)
{
    /// <param name="time">How long, or <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    /// <exception cref="OperationCanceledException">There is nobody to answer any more.</exception>
    public async Task WaitAsync(TimeSpan time, HttpContext context)
    {
        if (time == TimeSpan.Zero)
            return;

        await using var registration = stopping.UnsafeRegister(static waiting => ((HttpContext)waiting!).Abort(), context);
        await Task.Delay(time, clock, context.RequestAborted);
    }
}
