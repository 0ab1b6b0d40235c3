using Orleans.Tx.Grains.Limiting;

namespace Orleans.Tx.Grains.Tests.Stores;

/// <summary>The store's clock is years away from the silo's: who mixes them up is found out.</summary>
internal sealed class FakeStoreClock(World world) : IStoreClock
{
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(1000);

    public Task<DateTimeOffset> Now(CancellationToken cancellationToken) => Task.FromResult(world.Clock.GetUtcNow() + Ahead);
}
