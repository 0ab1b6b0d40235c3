using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Tests.Stores;
using static Orleans.Tx.Grains.Tests.Ingestion.Pulling;

namespace Orleans.Tx.Grains.Tests.Ingestion;

public sealed class PullStoreTests(TestSilo silo) : IClassFixture<TestSilo>
{
    [Fact]
    public async Task While_the_store_is_away_a_pull_waits_and_keeps_what_it_fetched()
    {
        var source = silo.NewSource(records: 16);
        source.Faults.Fail(StoreStep.Append, times: 3);

        var week = await silo.Pull(source, Past);

        Assert.Equal((WeekState.Complete, 8L), (week.State, week.Requests));
        Assert.Equal(8, source.Api.Requests.Count);
        AssertEveryRowOnce(source, Past, 16);
    }

    [Fact]
    public async Task A_store_that_goes_away_altogether_is_waited_for()
    {
        var source = silo.NewSource(records: 16);
        var page = source.Api.Hold(Past, 2);
        await silo.Begin(source, Past);
        await TestSilo.Soon(page.Reached);

        source.Faults.IsAway = true;
        page.Open();
        var appended = source.Faults.Count(StoreStep.Append);
        await silo.Until(async () => (await silo.GrainOf(source, Past).Status()) is { Status: WeekState.Waiting, Message: "the store is away" });
        source.Faults.IsAway = false;
        var week = await silo.End(source, Past);
        Assert.True(source.Faults.Count(StoreStep.Append) > appended);

        Assert.Equal(WeekState.Complete, week.State);
        Assert.Equal(8, source.Api.Requests.Count);
        AssertEveryRowOnce(source, Past, 16);
    }

    [Theory]
    [InlineData(StoreStep.List)]
    [InlineData(StoreStep.Begin)]
    [InlineData(StoreStep.End)]
    [InlineData(StoreStep.ReadState)]
    public async Task A_step_that_fails_is_taken_again(object step)
    {
        var source = silo.NewSource(records: 6);
        source.Store.Queue(Past);
        source.Faults.Fail((StoreStep)step);

        await silo.Until(async () => await Succeeds(() => silo.GrainOf(source).Resume()));
        var week = await silo.End(source, Past);

        Assert.Equal(WeekState.Complete, week.State);
        AssertEveryRowOnce(source, Past, 6);
    }

    [Fact]
    public async Task A_commit_whose_answer_was_lost_stores_no_row_twice()
    {
        var source = silo.NewSource(records: 16);
        source.Settings = source.Settings with { InFlight = 2 };
        source.Faults.LoseAnswer(StoreStep.Append);

        var week = await silo.Pull(source, Past);

        Assert.Equal((WeekState.Complete, 1, 16L, 0L), (week.State, week.Run, week.Counts.Rows, week.Counts.Duplicates));
        AssertEveryRowOnce(source, Past, 16);
    }

    [Fact]
    public async Task A_last_commit_whose_answer_was_lost_ends_the_week_all_the_same()
    {
        var source = silo.NewSource(records: 2);
        source.Faults.LoseAnswer(StoreStep.Append);

        var week = await silo.Pull(source, Past);

        Assert.Equal((WeekState.Complete, 2L, 0L), (week.State, week.Counts.Rows, week.Counts.Duplicates));
        AssertEveryRowOnce(source, Past, 2);
    }

    [Fact]
    public async Task A_cursor_that_someone_else_moved_is_followed()
    {
        var source = silo.NewSource(records: 16);
        source.Faults.Precede(StoreStep.Append, () => StoreAsSomeoneElse(source, pages: 3));

        var week = await silo.Pull(source, Past);

        Assert.Equal((WeekState.Complete, 16L, 0L), (week.State, week.Counts.Rows, week.Counts.Duplicates));
        AssertEveryRowOnce(source, Past, 16);
    }

    [Fact]
    public async Task A_run_that_someone_else_began_is_not_ended_by_the_old_one()
    {
        var source = silo.NewSource(records: 8);
        source.Faults.Precede(StoreStep.End, () => source.Store.Begin(Past, "another"));

        var week = await silo.Pull(source, Past);

        Assert.Equal((WeekState.Complete, 3, 8L), (week.State, week.Run, week.Counts.Duplicates));
        AssertEveryRowOnce(source, Past, 8);
    }

    [Fact]
    public async Task Batches_are_as_large_as_what_has_arrived()
    {
        var source = silo.NewSource(records: 16);
        var second = source.Api.Hold(Past, 1);
        source.Settings = source.Settings with { InFlight = 8 };
        await silo.Begin(source, Past);
        await silo.Until(() => source.Api.Requests.Count == 8 && source.Api.UnderWay == 1);

        // So that the answers are taken in: a grain does one thing after the other.
        await silo.GrainOf(source, Past).Status();
        second.Open();
        await silo.End(source, Past);

        Assert.Equal(2, source.Store.Log.Last);
        AssertEveryRowOnce(source, Past, 16);
    }

    private static void StoreAsSomeoneElse(FakeSource source, int pages)
    {
        var week = source.Store.Find(Past)!;
        var fetched = Enumerable.Range(0, pages).Select(page => new PageAnswer.Fetched(
            new PageFacts(2, 8, 16), [.. Records(Past, 16).Skip(page * 2).Take(2)], [], 0));
        source.Store.Append(new PageBatch(source.Name, Past, week.Run, week.Cursor, [.. fetched], 8, pages, 0));
    }

    private static async Task<bool> Succeeds(Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (TxException failure) when (failure.Error == TxError.Unavailable)
        {
            return false;
        }
    }
}
