using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Grains.Tests.Catalog;

public sealed class CatalogGrainTests(TestSilo silo) : IClassFixture<TestSilo>
{
    [Fact]
    public async Task Sources_that_are_configured_and_those_that_are_stored_are_told_apart()
    {
        var (configured, forgotten) = (silo.NewSource(), silo.NewSource());
        forgotten.IsForgotten = true;
        forgotten.Store.Queue(Week.Parse("2026-W40"));

        var names = await silo.Grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key).Sources();

        Assert.Equal([configured.Name], names.Configured);
        Assert.Equal([forgotten.Name], names.Stored);
    }
}
