using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Tests.Revenue;
using static Orleans.Tx.Grains.Tests.Ingestion.Pulling;

namespace Orleans.Tx.Grains.Tests.Ingestion;

public sealed class WeekOrderTests(TestSilo silo) : IClassFixture<TestSilo>
{
    [Fact]
    public async Task A_paused_week_asks_for_nothing_more_and_goes_on_from_its_cursor_when_resumed()
    {
        var source = silo.NewSource(records: 12);
        source.Settings = source.Settings with { InFlight = 1 };
        var page = source.Api.Hold(Past, 3);
        await silo.Begin(source, Past);
        await silo.Until(() => page.Reached.IsCompleted && source.Store.Find(Past)!.Cursor.Page == 3);

        var paused = await silo.Order(source, WeekOrder.Pause, Past);
        var requests = source.Api.Requests.Count;
        await silo.Carry(source);

        Assert.Equal([WeekState.Paused], paused.Select(week => week.Status));
        Assert.Equal((WeekState.Paused, requests), (source.Store.Find(Past)!.State, source.Api.Requests.Count));

        await silo.Order(source, WeekOrder.Resume, Past);
        var week = await silo.End(source, Past);

        Assert.Equal((WeekState.Complete, 1), (week.State, week.Run));
        Assert.Equal([0, 1, 2, 3, 3, 4, 5], source.Api.PagesAskedOf(Past));
        AssertEveryRowOnce(source, Past, 12);
    }

    [Fact]
    public async Task A_pull_goes_on_with_a_paused_week()
    {
        var source = silo.NewSource(records: 4);
        var page = source.Api.Hold(Past, 0);
        await silo.Begin(source, Past);
        await TestSilo.Soon(page.Reached);
        await silo.Order(source, WeekOrder.Pause, Past);

        var week = await silo.Pull(source, Past);

        Assert.Equal(WeekState.Complete, week.State);
    }

    [Fact]
    public async Task A_failed_week_is_retried_from_its_cursor()
    {
        var source = silo.NewSource(records: 12);
        source.Settings = source.Settings with { InFlight = 1 };
        source.Api.Answer(Past, 3, new PageAnswer.Refused("403: no"));
        await silo.Pull(source, Past);

        await silo.Order(source, WeekOrder.Retry, Past);
        var week = await silo.End(source, Past);

        Assert.Equal((WeekState.Complete, 1), (week.State, week.Run));
        AssertEveryRowOnce(source, Past, 12);
    }

    [Fact]
    public async Task All_weeks_are_changed_that_can_be()
    {
        var source = silo.NewSource(records: 4);
        await silo.Pull(source, Past);
        source.Api.Answer(Before, 0, new PageAnswer.Refused("403: no"));
        await silo.Pull(source, Before);

        await silo.GrainOf(source).Change(new WeekChange(WeekOrder.Retry));
        await silo.Until(() => source.Store.Find(Before)!.State == WeekState.Complete);

        Assert.Equal(1, source.Store.Find(Past)!.Run);
    }

    [Theory]
    [InlineData(WeekOrder.Pause, "2026-W46 is complete: only a week that is queued or under way can be paused")]
    [InlineData(WeekOrder.Resume, "2026-W46 is complete: only a paused week can be resumed")]
    [InlineData(WeekOrder.Retry, "2026-W46 is complete: only a failed week can be retried; `repull` reads one again that was pulled")]
    [InlineData(WeekOrder.Confirm, "2026-W46 is complete: only a week whose rows wait for a confirmation can be confirmed")]
    public async Task An_order_that_does_not_fit_is_refused(WeekOrder order, string because)
    {
        var source = silo.NewSource(records: 4);
        await silo.Pull(source, Past);

        var refused = await Assert.ThrowsAsync<TxException>(() => silo.Order(source, order, Past));

        Assert.Equal((TxError.Invalid, because), (refused.Error, refused.Message));
    }

    [Theory]
    [InlineData("2026-W40", "2026-W40", TxError.NotFound, "2026-W40 of source")]
    [InlineData("2026-W40", "2026-W41", TxError.NotFound, "no week from 2026-W40 to 2026-W41")]
    [InlineData("2026-W46", "2026-W45", TxError.Invalid, "lies before the first")]
    [InlineData("never", "never", TxError.Invalid, "'never' is no week")]
    public async Task Weeks_that_were_never_asked_for_are_told(string from, string to, TxError error, string because)
    {
        var source = silo.NewSource(records: 4);
        await silo.Pull(source, Past);

        var refused = await Assert.ThrowsAsync<TxException>(() => silo.GrainOf(source).Change(new WeekChange(WeekOrder.Repull, from, to)));

        Assert.Equal(error, refused.Error);
        Assert.Contains(because, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_tell_what_each_changed_and_the_one_under_way_is_among_them()
    {
        var source = silo.NewSource(records: 4);
        await silo.Pull(source, Past);
        source.Api.Holds(Past, Records(Past, 5));
        var page = source.Api.Hold(Past, 0);
        await silo.Order(source, WeekOrder.Repull, Past);
        await TestSilo.Soon(page.Reached);

        var during = await silo.GrainOf(source).Runs("2026-W46");
        page.Open();
        await silo.End(source, Past);
        var after = await silo.GrainOf(source).Runs("2026-W46");

        Assert.Equal([(1, WeekState.Complete, 4L, true), (2, WeekState.Pulling, 0L, false)], during.Select(Facts));
        Assert.Equal([(1, WeekState.Complete, 4L, true), (2, WeekState.Complete, 1L, true)], after.Select(Facts));
        Assert.Equal((4L, 3L), (after[1].Duplicates, after[1].Requests));
    }

    private static (int Run, WeekState State, long Rows, bool Ended) Facts(WeekRun run) => (run.Run, run.State, run.Rows, run.EndedAt is not null);
}
