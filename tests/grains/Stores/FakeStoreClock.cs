using Orleans.Tx.Grains.Limiting;

namespace Orleans.Tx.Grains.Tests.Stores;

internal sealed class FakeStoreClock(World world) : IStoreClock
{
    public Task<DateTimeOffset> Now(CancellationToken cancellationToken) => Task.FromResult(world.Clock.GetUtcNow() + world.StoreIsAhead);

    public Task<DateTimeOffset?> UnknownUntil(CancellationToken cancellationToken) => Task.FromResult(world.StoreRestoredAt);
}
