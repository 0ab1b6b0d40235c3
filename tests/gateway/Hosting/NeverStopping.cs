using Microsoft.Extensions.Hosting;

namespace Orleans.Tx.Gateway.Tests.Hosting;

/// <summary>A program that goes on.</summary>
internal sealed class NeverStopping : IHostApplicationLifetime
{
    public CancellationToken ApplicationStarted => CancellationToken.None;

    public CancellationToken ApplicationStopping => CancellationToken.None;

    public CancellationToken ApplicationStopped => CancellationToken.None;

    public void StopApplication() => throw new InvalidOperationException("It goes on.");
}
