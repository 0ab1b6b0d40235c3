using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Tests.Stores;
using Orleans.Tx.Grains.Tests.Revenue;
using static Orleans.Tx.Grains.Tests.Ingestion.Pulling;
using static Orleans.Tx.Grains.Tests.Revenue.Projecting;

namespace Orleans.Tx.Grains.Tests.Ingestion;

/// <summary>A pull waits where the aggregates are too far behind.</summary>
public sealed class BacklogTests(TestSilo silo) : IClassFixture<TestSilo>
{
    [Fact]
    public async Task A_week_waits_for_the_aggregates_and_goes_on_by_itself_once_they_have_caught_up()
    {
        var source = silo.NewSource(records: 16);
        for (var batch = 0; batch <= Backlog.Most; batch++)
            source.Store.Log.Add([Orders.Order("ann", "2026-02-03", 1m)]);
        var gate = source.Faults.Block(StoreStep.CarryFar);

        await silo.Begin(source, Past);
        await silo.Until(async () => (await silo.GrainOf(source, Past).Status()).Message == "waiting for the aggregates, 5,001 batches behind");
        Assert.Equal(0, source.Faults.Count(StoreStep.Append));

        gate.Open();
        var week = await silo.End(source, Past);
        await silo.Carry(source);

        Assert.Equal((WeekState.Complete, 8L), (week.State, week.Requests));
        Assert.Equal(16, source.Store.Log.Rows.Count);
        AssertAggregatesRight(source);
    }
}
