namespace Orleans.Tx.Simulator;

/// <summary>
/// The simulator lives within another program and as long as it wants: unlike a web application's usual lifetime it doesn't take Ctrl-C
/// and SIGTERM for itself.
/// </summary>
internal sealed class NoConsoleLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
