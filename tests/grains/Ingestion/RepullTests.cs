using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Tests.Revenue;
using Orleans.Tx.Grains.Tests.Stores;
using static Orleans.Tx.Grains.Tests.Ingestion.Pulling;

namespace Orleans.Tx.Grains.Tests.Ingestion;

/// <summary>A week that is read again becomes what the source now has, carefully.</summary>
public sealed class RepullTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private const int Many = 200;

    [Fact]
    public async Task Rows_that_changed_are_restated_and_late_ones_come()
    {
        var source = silo.NewSource(Many);
        await silo.Pull(source, Past);
        source.Api.Holds(Past, [.. Records(Past, Many - 1), Record(Past, Many - 1, amount: 77m), Record(Past, Many)]);

        var week = await Repull(source);

        Assert.Equal((WeekState.Complete, 2, 1L, 1L, Many - 1L), (week.State, week.Run, week.Counts.Rows, week.Counts.Restated, week.Counts.Duplicates));
        Assert.Equal(Many + 1, source.Store.Log.Rows.Count);
    }

    [Fact]
    public async Task Rows_that_the_source_no_longer_has_leave_where_its_total_was_met()
    {
        var source = silo.NewSource(Many);
        await silo.Pull(source, Past);
        source.Api.Holds(Past, Records(Past, Many - 2));

        var week = await Repull(source);

        Assert.Equal((WeekState.Complete, 2L, null), (week.State, week.Removed, week.Message));
        Assert.Equal(Records(Past, Many - 2), source.Store.Log.Rows);
        Assert.Equal(2, source.Store.Log.EntriesUpTo(source.Store.Log.Last).Count(entry => entry.TakenBack));
    }

    [Fact]
    public async Task Without_totals_rows_leave_only_when_two_pulls_in_a_row_did_not_meet_them()
    {
        var source = silo.NewSource(Many);
        source.Api.TellsTotals = false;
        await silo.Pull(source, Past);
        source.Api.Holds(Past, Records(Past, Many - 2));

        var once = await Repull(source);
        var twice = await Repull(source);

        Assert.Equal((WeekState.Complete, 0L), (once.State, once.Removed));
        Assert.Contains("2 stored rows did not come", once.Message, StringComparison.Ordinal);
        Assert.Equal((WeekState.Complete, 2L, null), (twice.State, twice.Removed, twice.Message));
        Assert.Equal(Many - 2, source.Store.Log.Rows.Count);
    }

    [Fact]
    public async Task Without_totals_a_row_that_came_back_is_counted_anew()
    {
        var source = silo.NewSource(Many);
        source.Api.TellsTotals = false;
        await silo.Pull(source, Past);

        foreach (var records in (int[])[Many - 1, Many, Many - 1])
        {
            source.Api.Holds(Past, Records(Past, records));
            await Repull(source);
        }

        Assert.Equal(Many, source.Store.Log.Rows.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Many / 2)]
    [InlineData(Many - 3)]
    public async Task An_empty_answer_or_a_narrowed_one_lets_nothing_go_until_a_person_confirms(int left)
    {
        var source = silo.NewSource(Many);
        await silo.Pull(source, Past);
        source.Api.Holds(Past, Records(Past, left));

        var week = await Repull(source);

        Assert.Equal((WeekState.Pulled, Many - left, 0L), (week.State, (int)week.Leaving, week.Removed));
        Assert.Contains("tx weeks confirm 2026-W46", week.Message, StringComparison.Ordinal);
        Assert.Equal(Many, source.Store.Log.Rows.Count);

        await silo.Order(source, WeekOrder.Confirm, Past);

        var confirmed = source.Store.Find(Past)!;
        Assert.Equal((WeekState.Complete, 0L, Many - left), (confirmed.State, confirmed.Leaving, (int)confirmed.Removed));
        Assert.Equal(left, source.Store.Log.Rows.Count);
    }

    [Fact]
    public async Task A_pull_in_between_forgets_what_waited_for_a_person()
    {
        var source = silo.NewSource(Many);
        await silo.Pull(source, Past);
        source.Api.Holds(Past, []);
        await Repull(source);
        source.Api.Holds(Past, Records(Past, Many));

        var week = await Repull(source);

        Assert.Equal((WeekState.Complete, 0L), (week.State, week.Leaving));
        var refused = await Assert.ThrowsAsync<TxException>(() => silo.Order(source, WeekOrder.Confirm, Past));
        Assert.Contains("only a week whose rows wait", refused.Message, StringComparison.Ordinal);
        Assert.Equal(Many, source.Store.Log.Rows.Count);
    }

    [Fact]
    public async Task A_shifted_page_erases_nothing_and_is_read_again()
    {
        var source = silo.NewSource(Many);
        await silo.Pull(source, Past);
        var truth = Records(Past, Many);
        var shifted = new PageAnswer.Fetched(new PageFacts(2, Many / 2, Many), [truth[1], truth[2]], [], 0);
        source.Api.Answer(Past, 1, shifted);

        var week = await Repull(source);

        Assert.Equal((WeekState.Complete, 3, 0L), (week.State, week.Run, week.Removed));
        Assert.Equal(truth, source.Store.Log.Rows);
        var runs = await silo.GrainOf(source).Runs("2026-W46");
        Assert.Equal([(1, 0L), (2, 1L), (3, 0L)], runs.Select(run => (run.Run, run.Repeated)));
        Assert.Contains("read once more", runs[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_first_pull_whose_page_shifted_is_read_again_and_misses_nothing()
    {
        var source = silo.NewSource(Many);
        var truth = Records(Past, Many);
        source.Api.Answer(Past, 1, new PageAnswer.Fetched(new PageFacts(2, Many / 2, Many), [truth[1], truth[2]], [], 0));

        var week = await silo.Pull(source, Past);

        Assert.Equal((WeekState.Complete, 2), (week.State, week.Run));
        Assert.Equal(truth, source.Store.Log.Rows);
    }

    [Fact]
    public async Task A_record_that_can_not_be_read_keeps_its_row()
    {
        var source = silo.NewSource(Many);
        await silo.Pull(source, Past);
        var truth = Records(Past, Many);
        source.Api.Answer(
            Past, 0, new PageAnswer.Fetched(new PageFacts(2, Many / 2, Many), [truth[0]], [new SetAsideRecord(1, "bad-amount", "{}", truth[1].Id)], 0));

        var week = await Repull(source);

        Assert.Equal((WeekState.Complete, 0L, 1L), (week.State, week.Removed, week.Counts.SetAside));
        Assert.Equal(truth, source.Store.Log.Rows);
    }

    [Fact]
    public async Task A_record_without_a_readable_id_keeps_every_row()
    {
        var source = silo.NewSource(Many);
        await silo.Pull(source, Past);
        var truth = Records(Past, Many);
        source.Api.Answer(
            Past, 0, new PageAnswer.Fetched(new PageFacts(2, Many / 2, Many), [truth[0]], [new SetAsideRecord(1, "missing-id", "{}")], 0));

        var week = await Repull(source);

        Assert.Equal((WeekState.Complete, 0L), (week.State, week.Removed));
        Assert.Contains("1 stored rows did not come; they stay", week.Message, StringComparison.Ordinal);
        Assert.Equal(truth, source.Store.Log.Rows);
    }

    [Fact]
    public async Task A_record_that_moved_to_another_week_moves_there()
    {
        var source = silo.NewSource(Many);
        source.Api.Holds(Before, OfBefore(Many));
        await silo.Begin(source, Before, Past);
        await silo.End(source, Before);
        await silo.End(source, Past);
        var moved = Record(Past, 0);
        source.Api.Holds(Past, [.. Records(Past, Many).Skip(1)]);
        source.Api.Holds(Before, [.. OfBefore(Many), new Transaction(moved.Id, moved.Customer, moved.OccurredAt.AddDays(-7), moved.Amount, moved.Currency)]);

        await silo.Order(source, WeekOrder.Repull, Before);
        await silo.Until(() => source.Store.Find(Past) is { State: WeekState.Complete, Run: 2 });

        Assert.Equal(1, source.Store.Find(Past)!.Removed);
        Assert.Equal(2 * Many, source.Store.Log.Rows.Count);
        Assert.Equal(2 * Many, source.Store.Log.Rows.Select(row => row.Id).Distinct().Count());
    }

    [Fact]
    public async Task Ids_that_name_records_within_their_week_only_are_left_alone()
    {
        var source = silo.NewSource(Many);
        source.Api.Holds(Before, Records(Before, Many));

        await silo.Begin(source, Before, Past);
        await silo.End(source, Before);
        await silo.End(source, Past);
        await silo.Carry(source);

        Assert.All(source.Store.Weeks, week => Assert.Equal((WeekState.Complete, 1), (week.State, week.Run)));
    }

    [Theory]
    [InlineData(StoreStep.Look)]
    [InlineData(StoreStep.Remove)]
    [InlineData(StoreStep.End)]
    public async Task A_store_that_goes_away_while_a_run_ends_changes_nothing_of_the_end(object step)
    {
        var source = silo.NewSource(Many);
        await silo.Pull(source, Past);
        source.Api.Holds(Past, Records(Past, Many - 2));
        source.Faults.Fail((StoreStep)step);
        source.Faults.LoseAnswer((StoreStep)step);

        var week = await Repull(source);

        Assert.Equal((WeekState.Complete, 2L), (week.State, week.Removed));
        Assert.Equal(Records(Past, Many - 2), source.Store.Log.Rows);
    }

    private static IReadOnlyList<Transaction> OfBefore(int count) =>
        [.. Records(Before, count).Select(row => new Transaction($"b{row.Id}", row.Customer, row.OccurredAt, row.Amount, row.Currency))];

    private async Task<StoredWeek> Repull(FakeSource source)
    {
        await silo.Order(source, WeekOrder.Repull, Past);
        return await silo.End(source, Past);
    }
}
