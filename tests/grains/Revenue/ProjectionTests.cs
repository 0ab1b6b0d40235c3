using Orleans.Tx.Grains.Revenue;
using Orleans.Tx.Grains.Tests.Stores;
using static Orleans.Tx.Grains.Tests.Revenue.Orders;
using static Orleans.Tx.Grains.Tests.Revenue.Projecting;

namespace Orleans.Tx.Grains.Tests.Revenue;

public sealed class ProjectionTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static readonly LogEntry First = Order("ann", "2026-02-03", 10m);

    [Fact]
    public async Task Batches_become_ledgers_and_matrix()
    {
        var source = silo.NewSource();
        source.Add(First, Order("bob", "2026-02-07", 5m), Order("ann", "2026-03-01", 7m, "USD"));
        source.Add(Order("ann", "2026-01-30", -2m), Order("bob", "2026-04-01", 0m));

        await silo.Carry(source);

        await silo.AssertAllRight(source);
    }

    [Fact]
    public async Task A_restatement_that_takes_the_first_order_back_moves_the_customer_to_another_cohort()
    {
        var source = silo.NewSource();
        source.Add(First, Order("ann", "2026-04-01", 1m));
        await silo.Carry(source);

        source.Add(First.Back(), Order("ann", "2026-03-03", 10m));
        await silo.Carry(source);

        await silo.AssertAllRight(source);
    }

    [Fact]
    public async Task A_commit_that_someone_else_forestalled_is_made_anew()
    {
        var source = silo.NewSource();
        source.Add(First);
        await silo.Carry(source);
        source.Faults.Precede(StoreStep.Commit, () => ForeignProjection.Carry(source));
        source.Add(Order("ann", "2026-01-03", 3m));

        await silo.Carry(source);
        source.Add(Order("ann", "2026-03-03", 4m));
        await silo.Carry(source);

        Assert.Equal(1, source.Store.Aggregates.Refusals);
        await silo.AssertAllRight(source);
    }

    [Fact]
    public async Task A_customer_whose_ledger_someone_else_changed_reads_it_again()
    {
        var source = silo.NewSource();
        source.Add(First);
        await silo.Carry(source);
        source.Add(Order("ann", "2026-01-03", 3m));
        ForeignProjection.Carry(source);
        await silo.Deactivate(source, keyEnds: source.Name);

        source.Add(Order("ann", "2026-03-03", 4m));
        await silo.Carry(source);

        await silo.AssertAllRight(source);
    }

    [Fact]
    public async Task A_ledger_that_was_proposed_in_vain_is_not_taken_for_what_someone_else_committed()
    {
        var source = silo.NewSource();
        source.Add(First);
        await silo.Carry(source);

        // The customer's grain misses this batch, and a new activation of the projection does not know.
        source.Add(Order("ann", "2026-01-03", 3m));
        ForeignProjection.Carry(source);
        await silo.Deactivate(source, keyEnds: source.Name);

        // What the grain then proposes is wrong, and refused, for someone else commits the same batch.
        source.Faults.Precede(StoreStep.Commit, () => ForeignProjection.Carry(source));
        source.Add(Order("ann", "2026-03-03", 4m));
        await silo.Carry(source);
        source.Add(Order("bob", "2026-03-03", 5m));
        await silo.Carry(source);
        source.Add(Order("ann", "2026-05-05", 6m));
        await silo.Carry(source);

        await silo.AssertAllRight(source);
    }

    [Theory]
    [InlineData(StoreStep.Position)]
    [InlineData(StoreStep.Read)]
    [InlineData(StoreStep.Ledger)]
    [InlineData(StoreStep.Commit)]
    public async Task A_step_that_fails_is_taken_again(object step)
    {
        var source = silo.NewSource();
        source.Add(First, Order("bob", "2026-02-03", 1m));
        source.Faults.Fail((StoreStep)step, times: 2);

        await silo.Carry(source);

        await silo.AssertAllRight(source);
    }

    [Fact]
    public async Task While_the_store_refuses_the_status_says_why_and_no_longer_once_it_is_through()
    {
        var source = silo.NewSource();
        source.Add(First);
        source.Faults.Fail(StoreStep.Commit, new TxException(TxError.Unavailable, "the store is full"));
        await silo.ProjectionOf(source).Advance();
        await silo.Until(async () => (await silo.ProjectionOf(source).Status()).Message is not null);
        var troubled = await silo.ProjectionOf(source).Status();

        await silo.Carry(source);
        await silo.Until(async () => (await silo.ProjectionOf(source).Status()).Message is null);

        Assert.Equal(new ProjectionStatus(source.Name, 1, 0, 1, "the store is full", EntriesBehind: 1, SecondsBehind: 1), troubled);
    }

    [Fact]
    public async Task A_commit_whose_answer_was_lost_counts_once_and_is_no_lasting_trouble()
    {
        var source = silo.NewSource();
        source.Add(First);
        source.Faults.LoseAnswer(StoreStep.Commit);

        await silo.Carry(source);
        await silo.Until(async () =>
        {
            await silo.ProjectionOf(source).Advance();
            return (await silo.ProjectionOf(source).Status()).Message is null;
        });

        Assert.Equal(1, source.Store.Aggregates.Commits);
        await silo.AssertAllRight(source);
    }

    [Fact]
    public async Task A_commit_that_is_under_way_when_the_silo_stops_is_found_done_or_undone()
    {
        var source = silo.NewSource();
        source.Add(First);
        await silo.Carry(source);
        var commit = source.Faults.Block(StoreStep.Commit);
        source.Add(Order("ann", "2026-03-03", 4m));
        await silo.ProjectionOf(source).Advance();
        await TestSilo.Soon(commit.Reached);

        await silo.Restart();
        await silo.Carry(source);

        await silo.AssertAllRight(source);
    }

    [Fact]
    public async Task Aggregates_made_anew_are_made_from_the_whole_log()
    {
        var source = silo.NewSource();
        source.Add(First, Order("bob", "2026-02-03", 1m));
        source.Add(Order("ann", "2026-03-03", 4m));
        await silo.Carry(source);
        await silo.AssertAllRight(source);

        source.Store.Aggregates.StartAnew();
        source.Add(Order("ann", "2026-04-04", 4m));
        await silo.Carry(source);

        Assert.Equal(2, (await silo.ProjectionOf(source).Status()).Epoch);
        await silo.AssertAllRight(source);
    }

    [Fact]
    public async Task A_projection_that_is_behind_carries_many_batches_in_one_commit()
    {
        var source = silo.NewSource();
        for (var batch = 0; batch < 40; batch++)
            source.Add([.. Enumerable.Range(0, 100).Select(order => Order($"c{order % 30}", "2026-02-03", order))]);

        await silo.Carry(source);

        Assert.Equal(1, source.Store.Aggregates.Commits);
        await silo.AssertAllRight(source);
    }

    [Fact]
    public async Task Two_projections_of_one_source_count_every_batch_once()
    {
        var source = silo.NewSource();
        var script = new LogScript();
        var other = await silo.Beside();
        try
        {
            for (var round = 0; round < 12; round++)
            {
                for (var batch = 0; batch < (round % 4 == 3 ? 60 : 3); batch++)
                    source.Add(script.Batch(new ProjectionStep(2, 1000 * round + batch, Many: false, Mishap: null, Carried: false)));
                await Task.WhenAll(silo.ProjectionOf(source).Advance(), other.ProjectionOf(source).Advance());
                if (round == 5)
                    await other.ProjectionOf(source).Rebuild();
                await (round % 2 == 0 ? silo : other).Carry(source);
                AssertAggregatesRight(source);
            }
        }
        finally
        {
            await other.DisposeAsync();
        }

        await silo.AssertAllRight(source);
    }

    [Fact]
    public async Task A_first_order_that_was_taken_back_is_asked_of_the_log()
    {
        var source = silo.NewSource();
        source.Add(First, Order("ann", "2026-04-01", 1m), Order("ann", "2026-05-01", 1m));
        await silo.Carry(source);
        source.Add(First.Back());
        await silo.Carry(source);
        source.Add(Order("ann", "2026-06-01", 1m));
        await silo.Carry(source);

        Assert.Equal(Order("ann", "2026-04-01", 1m).OccurredAt, source.Store.Aggregates.Ledger("ann").FirstOrder);
        await silo.AssertAllRight(source);
    }

    [Fact]
    public async Task Customers_may_have_any_name()
    {
        var source = silo.NewSource();
        source.Add(Order("a/b", "2026-02-03", 1m), Order("/", "2026-02-03", 2m), Order("ünï ☃", "2026-02-03", 3m), Order(" ", "2026-03-03", 4m));
        source.Add(Order("a/b", "2026-03-03", 5m), Order("/", "2026-03-03", 6m));

        await silo.Carry(source);

        await silo.AssertAllRight(source);
    }
}
