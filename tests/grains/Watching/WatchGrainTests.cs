using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Revenue;
using Orleans.Tx.Grains.Tests.Ingestion;
using Orleans.Tx.Grains.Tests.Revenue;
using Orleans.Tx.Grains.Tests.Stores;
using Orleans.Tx.Grains.Watching;

namespace Orleans.Tx.Grains.Tests.Watching;

public sealed class WatchGrainTests : IAsyncLifetime
{
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Stalled = TimeSpan.FromHours(1);

    private readonly TestSilo _silo = new() { Alerts = new AlertSettings(IsOn: true, Lag, Stalled) };

    public ValueTask InitializeAsync() => _silo.InitializeAsync();

    public ValueTask DisposeAsync() => _silo.DisposeAsync();

    [Fact]
    public async Task A_failed_week_is_told_once_and_once_more_when_it_is_over()
    {
        var source = _silo.NewSource();
        var since = StoreNow;
        Put(source, WeekState.Failed, "the API answered 401");
        await Watch();
        await Heard(1);
        await LookedAt(source, times: 3);
        Put(source, WeekState.Complete, null);
        await Heard(2);
        await LookedAt(source, times: 3);

        var (failed, over) = (_silo.Hook.Heard[0], _silo.Hook.Heard[1]);
        Assert.Equal(2, _silo.Hook.Heard.Count);
        Assert.Equal((AlertKinds.WeekFailed, source.Name, Pulling.Past.ToString(), "failed", "the API answered 401", false),
            (failed.Kind, failed.Source, failed.Week, failed.State, failed.Message, failed.Resolved));
        Assert.Equal(since, failed.Since);
        Assert.Equal((failed.Id, failed.Since, true), (over.Id, over.Since, over.Resolved));
    }

    [Fact]
    public async Task A_week_under_way_of_which_nothing_is_stored_is_told_when_the_time_is_up()
    {
        var source = _silo.NewSource();
        Put(source, WeekState.Pulling, null);
        await Watch();
        await LookedAt(source, times: 3);
        Assert.Empty(_silo.Hook.Heard);

        _silo.Clock.Advance(Stalled);
        await Heard(1);
        Put(source, WeekState.Pulling, null);
        await Heard(2);

        Assert.Equal([(AlertKinds.WeekStalled, false), (AlertKinds.WeekStalled, true)], _silo.Hook.Heard.Select(alert => (alert.Kind, alert.Resolved)));
        Assert.StartsWith("nothing of it was stored for 01:00:", _silo.Hook.Heard[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Weeks_that_stand_still_and_may_are_not_told()
    {
        var source = _silo.NewSource();
        Put(source, WeekState.Queued, null);
        Put(source, WeekState.Paused, null, Pulling.Before);
        var forgotten = _silo.NewSource();
        forgotten.IsForgotten = true;
        Put(forgotten, WeekState.Pulling, null);
        _silo.Clock.Advance(10 * Stalled);

        await Watch();
        await LookedAt(source, times: 3);

        Assert.Empty(_silo.Hook.Heard);
    }

    [Fact]
    public async Task A_lag_is_told_and_is_over_when_half_of_it_is_made_up_for()
    {
        var source = _silo.NewSource();
        // A second for each batch.
        source.Store.Log.Add([Orders.Order("a", "2026-03-01", 1m)]);
        source.Store.Log.Add([Orders.Order("b", "2026-03-01", 1m)]);
        await Watch();
        await Heard(1);
        await _silo.Grains.GetGrain<IProjectionGrain>(source.Name).Advance();
        await Heard(2);

        Assert.Equal(
            [(AlertKinds.Lag, "the aggregates are 2 batches and 00:00:02 behind the stored rows", false), (AlertKinds.Lag, _silo.Hook.Heard[0].Message, true)],
            _silo.Hook.Heard.Select(alert => (alert.Kind, alert.Message, alert.Resolved)));
        Assert.All(_silo.Hook.Heard, alert => Assert.Equal((source.Name, null, null), (alert.Source, alert.Week, alert.State)));
    }

    [Fact]
    public async Task What_nobody_hears_is_told_until_it_is_heard_also_that_it_is_over()
    {
        var source = _silo.NewSource();
        _silo.Hook.IsAway = true;
        Put(source, WeekState.Failed, "gone");
        await Watch();
        await _silo.Until(() => _silo.Hook.Tries >= 3);
        Put(source, WeekState.Complete, null);
        await LookedAt(source, times: 2);
        _silo.Hook.IsAway = false;
        await Heard(2);

        Assert.Equal([false, true], _silo.Hook.Heard.Select(alert => alert.Resolved));
    }

    [Fact]
    public async Task A_restart_tells_nothing_again_and_goes_on_with_what_was_not_heard()
    {
        var source = _silo.NewSource();
        Put(source, WeekState.Failed, "gone");
        await Watch();
        await Heard(1);
        await LookedAt(source, times: 2);
        _silo.Hook.IsAway = true;
        Put(source, WeekState.Failed, "gone too", Pulling.Before);
        await _silo.Until(() => _silo.Hook.Tries >= 2);

        await _silo.Restart();
        _silo.Hook.IsAway = false;
        await Watch();
        await Heard(2);
        await LookedAt(source, times: 3);

        Assert.Equal([Pulling.Past.ToString(), Pulling.Before.ToString()], _silo.Hook.Heard.Select(alert => alert.Week));
    }

    [Fact]
    public async Task A_message_that_hangs_keeps_no_pull_waiting_and_no_stop()
    {
        var source = _silo.NewSource(records: 4);
        var failing = _silo.NewSource();
        Put(failing, WeekState.Failed, "gone");
        _silo.Hook.Opened = new TaskCompletionSource().Task;
        await Watch();
        await _silo.Until(() => _silo.Hook.Tries == 1);

        Assert.Equal(WeekState.Complete, (await _silo.Pull(source, Pulling.Past)).State);
        await TestSilo.Soon(_silo.DisposeAsync().AsTask());
        Assert.Empty(_silo.Hook.Heard);
    }

    [Fact]
    public async Task What_was_told_and_could_not_be_stored_as_told_may_be_told_again_and_is_never_lost()
    {
        var source = _silo.NewSource();
        _silo.StateFaults.Precede(StoreStep.WriteState, () => _silo.StateFaults.Fail(StoreStep.WriteState));
        Put(source, WeekState.Failed, "gone");
        await Watch();
        await Heard(1);
        await LookedAt(source, times: 3);

        Assert.Equal([(Pulling.Past.ToString(), false)], _silo.Hook.Heard.Select(alert => (alert.Week, alert.Resolved)).Distinct());
    }

    [Fact]
    public async Task A_store_that_is_away_for_a_while_resolves_nothing()
    {
        var source = _silo.NewSource();
        Put(source, WeekState.Failed, "gone");
        await Watch();
        await Heard(1);
        source.Faults.IsAway = true;
        var before = source.Faults.Count(StoreStep.List);
        await _silo.Until(() => source.Faults.Count(StoreStep.List) >= before + 2);
        source.Faults.End();
        await LookedAt(source, times: 2);

        Assert.Single(_silo.Hook.Heard);
    }

    private DateTimeOffset StoreNow => _silo.Clock.GetUtcNow() + TimeSpan.FromDays(1000);

    private Task Watch() => _silo.Grains.GetGrain<IWatchGrain>(IWatchGrain.Key).Watch();

    private Task Heard(int alerts) => _silo.Until(() => _silo.Hook.Heard.Count >= alerts);

    // A look that was begun after now has ended when the one after the next has begun.
    private Task LookedAt(FakeSource source, int times)
    {
        var before = source.Faults.Count(StoreStep.List);
        return _silo.Until(() => source.Faults.Count(StoreStep.List) > before + times);
    }

    private void Put(FakeSource source, WeekState state, string? message, Week? week = null) => source.Store.Put(new StoredWeek(
        source.Name, week ?? Pulling.Past, 1, state, PageCursor.Start, null, null, default, 0, 0, message, null, null, UpdatedAt: StoreNow));
}
