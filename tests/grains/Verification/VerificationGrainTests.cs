using Orleans.Tx.Grains.Jobs;
using Orleans.Tx.Grains.Revenue;
using Orleans.Tx.Grains.Tests.Revenue;
using Orleans.Tx.Grains.Verification;
using static Orleans.Tx.Grains.Tests.Revenue.Orders;

namespace Orleans.Tx.Grains.Tests.Verification;

public sealed class VerificationGrainTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private static readonly Difference Cell = new("cell", "2026-02 of cohort 2026-02", "revenue 1", "revenue 2");

    [Fact]
    public async Task A_verification_is_one_job_until_it_has_ended()
    {
        var (source, grain) = await Filled();

        var started = await grain.Start();
        var again = await grain.Start();
        var running = await grain.Status(started.Id);
        silo.Verification.Answer(source, FakeVerification.Found(Cell));
        var ended = await Ended(grain, started.Id);

        Assert.Equal((JobState.Running, started.Id), (started.State, again.Id));
        Assert.Equal("recomputing", running.Step);
        Assert.Equal((JobState.Done, 1, 3, 4, null), (ended.State, (int)ended.Differences, (int)ended.Position, (int)ended.LastBatch, ended.Message));
        Assert.Equal([Cell], ended.Shown);
    }

    [Fact]
    public async Task A_verification_that_is_cancelled_ends()
    {
        var (_, grain) = await Filled();
        var started = await grain.Start();

        var cancelled = await TestSilo.Soon(grain.Cancel(started.Id));

        Assert.Equal(JobState.Cancelled, cancelled.State);
    }

    [Fact]
    public async Task A_verification_whose_store_goes_away_fails_and_says_why()
    {
        var (source, grain) = await Filled();
        var started = await grain.Start();

        silo.Verification.Fail(source, new TxException(TxError.Unavailable, "the store is away"));
        var ended = await Ended(grain, started.Id);

        Assert.Equal((JobState.Failed, "the store is away"), (ended.State, ended.Message));
    }

    [Fact]
    public async Task A_verification_that_is_not_known_is_not_found()
    {
        var (_, grain) = await Filled();

        var refused = await Assert.ThrowsAsync<TxException>(() => grain.Status("20260101T000000"));

        Assert.Equal(TxError.NotFound, refused.Error);
    }

    [Fact]
    public async Task A_grain_that_holds_other_figures_than_the_store_is_a_difference()
    {
        var (source, grain) = await Filled();
        await silo.Report(source);
        // The grain is told of the next commit, with figures that will not be the store's; the projection's own word comes too late.
        var february = new DateOnly(2026, 2, 1);
        await silo.RevenueOf(source).Put(new MatrixUpdate(1, 1, 2, new MatrixChangeRecord([new CellRecord(february, february, "EUR", 99, 9, 9)], [])));
        source.Add(Order("bob", "2026-02-03", 5m));
        await silo.Carry(source);

        var started = await grain.Start();
        silo.Verification.Answer(source, FakeVerification.Found());
        var ended = await Ended(grain, started.Id);

        Assert.Equal(JobState.Done, ended.State);
        Assert.NotEqual(0, ended.Differences);
        Assert.All(ended.Shown, difference => Assert.Equal("answer", difference.Kind));
    }

    private async Task<(FakeSource Source, IVerificationGrain Grain)> Filled()
    {
        var source = silo.NewSource();
        source.Add(Order("ann", "2026-02-03", 10m));
        await silo.Carry(source);
        return (source, silo.Grains.GetGrain<IVerificationGrain>(source.Name));
    }

    private async Task<VerificationStatus> Ended(IVerificationGrain grain, string id)
    {
        VerificationStatus status = await grain.Status(id);
        await silo.Until(async () => (status = await grain.Status(id)).State != JobState.Running);
        return status;
    }
}
