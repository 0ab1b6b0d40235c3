using Orleans.Tx.Domain.Limiting;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Limiting;
using Orleans.Tx.Grains.Tests.Limiting;
using static Orleans.Tx.Grains.Tests.Ingestion.Pulling;

namespace Orleans.Tx.Grains.Tests.Ingestion;

public sealed class PullRunTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(600);

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(150)]
    [InlineData(200)]
    [InlineData(250)]
    [InlineData(299)]
    [InlineData(400)]
    [InlineData(700)]
    public async Task A_wait_that_ends_between_two_looks_at_the_clock_is_not_overslept(int creepMilliseconds)
    {
        var source = silo.NewSource(records: 2);
        source.Settings = source.Settings with
        {
            Limit = new WindowLimit(1, Window, timeout: TimeSpan.FromSeconds(30), lease: TimeSpan.FromSeconds(30)),
        };
        var taken = await silo.LimiterOf(source).Want(1);
        await silo.LimiterOf(source).Settle(taken.Lease, PermitOutcome.Accepted);
        var run = RunOf(source, new CreepingClock(TimeSpan.FromMilliseconds(creepMilliseconds), patience: Window));

        // As in a grain, one thing after the other.
        var pulling = Task.Factory.StartNew(
            () => run.Finish(TestContext.Current.CancellationToken),
            TestContext.Current.CancellationToken,
            TaskCreationOptions.None,
            new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler).Unwrap();
        await silo.Until(() => pulling.IsCompleted);
        await pulling;

        Assert.Equal(2, run.Week.Counts.Rows);
    }

    private PullRun RunOf(FakeSource source, CreepingClock clock)
    {
        source.Store.Queue(Past);
        var week = source.Store.Begin(Past, source.Settings.Fingerprint)!;
        var purse = new PermitPurse(silo.LimiterOf(source), "a test", clock);
        return new PullRun(week, source.Settings, new AcceptedQueries(), silo.Api, silo.Log, purse, new Backlog(silo.Projections, source.Name, clock), silo.Instruments, clock, new Random(1));
    }
}
