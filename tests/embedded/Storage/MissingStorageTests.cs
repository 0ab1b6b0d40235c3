using Orleans.Storage;

namespace Orleans.Tx.Embedded.Tests.Storage;

public sealed class MissingStorageTests
{
    [Fact]
    public async Task A_grain_whose_storage_is_not_configured_fails_to_activate_and_says_which()
    {
        await using var silo = await TestSilo.StartAsync();

        var failure = await Assert.ThrowsAsync<BadProviderConfigException>(
            () => silo.Grains.GetGrain<IKeeperGrain>("a").Run(_ => Task.CompletedTask).Soon());

        Assert.Contains(KeeperGrain.Storage, failure.Message, StringComparison.Ordinal);
    }
}
