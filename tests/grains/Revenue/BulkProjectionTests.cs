using static Orleans.Tx.Grains.Tests.Revenue.Orders;

namespace Orleans.Tx.Grains.Tests.Revenue;

/// <summary>The rule run over a whole range, without the customers' grains.</summary>
public sealed class BulkProjectionTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private const int FarBehind = 60;

    [Fact]
    public async Task A_projection_far_behind_catches_up_in_few_commits()
    {
        var source = silo.NewSource();
        for (var batch = 0; batch < FarBehind; batch++)
            source.Add(Order("ann", "2026-02-03", batch), Order($"c{batch % 5}", "2026-03-03", 1m));

        await silo.Carry(source);

        Assert.Equal(1, source.Store.Aggregates.Commits);
        await silo.AssertAllRight(source);
    }

    [Fact]
    public async Task Grains_and_bulk_follow_each_other_without_a_refused_commit()
    {
        var source = silo.NewSource();
        for (var round = 0; round < 4; round++)
        {
            source.Add(Order("ann", "2026-02-03", 1m), Order("bob", "2026-03-03", 2m));
            await silo.Carry(source);
            for (var batch = 0; batch < FarBehind; batch++)
                source.Add(Order("ann", "2026-01-03", batch), Order($"c{batch % 5}", "2026-04-03", 1m));
            await silo.Carry(source);
        }

        Assert.Equal(0, source.Store.Aggregates.Refusals);
        await silo.AssertAllRight(source);
    }

    [Fact]
    public async Task More_customers_than_may_be_awake_are_counted_without_waking_them()
    {
        var source = silo.NewSource();
        for (var batch = 0; batch < 24; batch++)
            source.Add([.. Enumerable.Range(0, 2500).Select(customer => Order($"c{batch}-{customer}", "2026-02-03", 1m))]);

        await silo.Carry(source);

        Assert.Equal(24 * 2500, source.Store.Aggregates.Ledgers.Count);
        await silo.AssertAllRight(source);
    }
}
