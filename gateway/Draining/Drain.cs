using Microsoft.Extensions.Hosting;

namespace Orleans.Tx.Gateway.Draining;

/// <summary>
/// Stops in an order that nobody notices who can help it: first <c>/readyz</c> says no and streams without end are ended, while requests
/// still come and are answered; when none is under way, or after a while, the ports are closed.
/// </summary>
internal sealed class Drain(RequestsUnderWay underWay, IHostApplicationLifetime lifetime, TimeProvider time) : IHostedLifecycleService
{
    /// <summary>How long is waited at most; what goes on then is broken off.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromSeconds(10);

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        lifetime.StopApplication();
        try
        {
            await underWay.None.WaitAsync(Most, time, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            // The server closes what is left.
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
