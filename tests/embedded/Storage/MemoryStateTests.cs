using Orleans.Hosting;

namespace Orleans.Tx.Embedded.Tests.Storage;

public sealed class MemoryStateTests : StateTests
{
    private protected override Task<TestSilo> StartAsync() =>
        TestSilo.StartAsync(builder => builder.AddMemoryGrainStorage(KeeperGrain.Storage));
}
