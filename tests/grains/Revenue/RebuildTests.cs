using Orleans.Tx.Grains.Jobs;
using Orleans.Tx.Grains.Tests.Stores;
using static Orleans.Tx.Grains.Tests.Revenue.Orders;
using static Orleans.Tx.Grains.Tests.Revenue.Projecting;

namespace Orleans.Tx.Grains.Tests.Revenue;

public sealed class RebuildTests(TestSilo silo) : IClassFixture<TestSilo>
{
    [Fact]
    public async Task A_rebuild_replays_the_whole_log_in_a_new_epoch()
    {
        var source = await Filled();

        var done = await silo.Rebuild(source);
        source.Add(Order("ann", "2026-01-04", 4m));
        await silo.Carry(source);

        Assert.Equal((JobState.Done, 3L, 3L, 2, 2L, "UTC", null), (done.State, done.Carried, done.Entries, done.Epoch, done.Position, done.Zone, done.Message));
        Assert.Equal(2, (await silo.ProjectionOf(source).Status()).Epoch);
        await silo.AssertAllRight(source);
    }

    [Fact]
    public async Task A_source_without_any_batch_can_be_rebuilt()
    {
        var source = silo.NewSource();

        var done = await silo.Rebuild(source);

        Assert.Equal((JobState.Done, 0L, 2, 0L), (done.State, done.Entries, done.Epoch, done.Position));
    }

    [Fact]
    public async Task While_a_rebuild_is_under_way_there_is_no_other_and_nothing_is_carried()
    {
        var source = await Filled();
        var gate = source.Faults.Block(StoreStep.CarryFar);
        var first = await silo.ProjectionOf(source).Rebuild();
        await TestSilo.Soon(gate.Reached);
        source.Add(Order("ann", "2026-01-04", 4m));

        var second = await silo.ProjectionOf(source).Rebuild();
        await silo.ProjectionOf(source).Advance();
        var answer = await silo.Report(source);
        Assert.Equal((first.Id, JobState.Running), (second.Id, second.State));
        Assert.Equal((1, 2L), (source.Store.Aggregates.Commits, answer.Coverage!.Position));
        AssertOneSnapshot(source, answer);

        gate.Open();
        await silo.Until(async () => (await silo.ProjectionOf(source).RebuildStatus(first.Id)).State == JobState.Done);
        await silo.Carry(source);
        await silo.AssertAllRight(source);
    }

    [Fact]
    public async Task A_rebuild_that_is_given_up_leaves_the_aggregates_and_what_came_meanwhile_is_carried()
    {
        var source = await Filled();
        var gate = source.Faults.Block(StoreStep.CarryFar);
        var started = await silo.ProjectionOf(source).Rebuild();
        await TestSilo.Soon(gate.Reached);
        source.Add(Order("ann", "2026-01-04", 4m));

        var ended = await silo.ProjectionOf(source).CancelRebuild(started.Id);
        await silo.Carry(source);

        Assert.Equal(JobState.Cancelled, ended.State);
        Assert.Equal(1, (await silo.ProjectionOf(source).Status()).Epoch);
        await silo.AssertAllRight(source);
    }

    [Fact]
    public async Task A_rebuild_stops_what_is_carried_and_takes_it_along()
    {
        var source = await Filled();
        source.Add(Order("ann", "2026-01-04", 4m));
        var gate = source.Faults.Block(StoreStep.Commit);
        await silo.ProjectionOf(source).Advance();
        await TestSilo.Soon(gate.Reached);

        var done = await silo.Rebuild(source);

        Assert.Equal((JobState.Done, 3L), (done.State, done.Position));
        await silo.AssertAllRight(source);
    }

    [Fact]
    public async Task A_rebuild_that_fails_says_why_and_leaves_the_aggregates()
    {
        var source = await Filled();
        source.Faults.Fail(StoreStep.CarryFar, new TxException(TxError.Invalid, "the log does not hold together"));

        var ended = await silo.Rebuild(source);

        Assert.Equal((JobState.Failed, "the log does not hold together"), (ended.State, ended.Message));
        await silo.AssertAllRight(source);
    }

    [Fact]
    public async Task A_rebuild_that_someone_else_forestalls_is_begun_again()
    {
        var source = await Filled();
        source.Faults.Precede(StoreStep.CarryFar, () =>
        {
            // Not earlier: what carries by itself may still be looking for more.
            source.Add(Order("ann", "2026-01-04", 4m));
            ForeignProjection.Carry(source);
        });

        var done = await silo.Rebuild(source);

        Assert.Equal((JobState.Done, 3L, 1), (done.State, done.Position, source.Store.Aggregates.Refusals));
        await silo.AssertAllRight(source);
    }

    [Fact]
    public async Task A_rebuild_that_nobody_knows_is_not_found()
    {
        var projection = silo.ProjectionOf(silo.NewSource());

        Assert.Equal(TxError.NotFound, (await Assert.ThrowsAsync<TxException>(() => projection.RebuildStatus("none"))).Error);
        Assert.Equal(TxError.NotFound, (await Assert.ThrowsAsync<TxException>(() => projection.CancelRebuild("none"))).Error);
    }

    private async Task<FakeSource> Filled()
    {
        var source = silo.NewSource();
        source.Add(Order("ann", "2026-02-03", 10m), Order("bob", "2026-02-07", 5m));
        source.Add(Order("ann", "2026-03-01", 7m, "USD"));
        await silo.Carry(source);
        return source;
    }
}
