using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Grains.Tests.Ingestion;

/// <summary>Weeks that nobody asked for. Each test has a clock of its own, which begins in 2026-W48.</summary>
public sealed class CalendarTests : IAsyncLifetime
{
    private static readonly TimeSpan AWeek = TimeSpan.FromDays(7);

    private readonly TestSilo _silo = new();

    public ValueTask InitializeAsync() => _silo.InitializeAsync();

    public ValueTask DisposeAsync() => _silo.DisposeAsync();

    [Fact]
    public async Task A_new_source_is_asked_for_nothing_before_the_next_week_is_due()
    {
        var source = NewSource();

        await Wake(source);

        Assert.Empty(source.Store.Weeks);
        Assert.Equal(Week.Parse("2026-W47"), source.Store.CalendarWeek);
    }

    [Fact]
    public async Task The_week_that_ended_is_pulled_and_the_one_before_again()
    {
        var source = NewSource();
        await _silo.Pull(source, Week.Parse("2026-W47"));
        await Wake(source);

        _silo.Clock.Advance(AWeek);
        await Wake(source);
        await Completed(source, ("2026-W47", 2), ("2026-W48", 1));
    }

    [Fact]
    public async Task The_reminder_wakes_the_source_when_the_week_is_due()
    {
        Assert.SkipUnless(TestSilo.EngineTakesAnyClock, "reminders go by a clock of this engine's only");
        await using var silo = new TestSilo { EngineGoesByClock = true };
        await silo.InitializeAsync();
        var source = NewSource(silo);
        await silo.GrainOf(source).Resume();
        await silo.Deactivate(source);

        // From Wednesday, noon, to Monday, 02:00.
        silo.Clock.Advance(TimeSpan.FromHours(4 * 24 + 14));
        await silo.Until(() => source.Store.Find(Week.Parse("2026-W48"))?.State == WeekState.Complete);
    }

    [Fact]
    public async Task Weeks_that_were_missed_are_caught_up_newest_first()
    {
        var source = NewSource();
        source.Settings = source.Settings with { Weeks = 1 };
        await Wake(source);

        _silo.Clock.Advance(4 * AWeek);
        await Wake(source);
        await Completed(source, ("2026-W48", 1), ("2026-W49", 1), ("2026-W50", 1), ("2026-W51", 1));

        Assert.Equal(
            ["2026-W51", "2026-W50", "2026-W49", "2026-W48"],
            source.Api.Requests.Select(request => request.Week.ToString()).Distinct());
    }

    [Fact]
    public async Task A_week_is_queued_once_however_often_the_source_wakes()
    {
        var source = NewSource();
        await Wake(source);
        _silo.Clock.Advance(AWeek);

        await Wake(source);
        await Completed(source, ("2026-W48", 1));
        await Wake(source);
        await _silo.Restart();
        await Wake(source);

        await Completed(source, ("2026-W48", 1));
    }

    [Fact]
    public async Task A_clock_that_was_ahead_has_its_weeks_pulled_again_in_their_time()
    {
        var source = NewSource();
        await Wake(source);
        _silo.Clock.Advance(3 * AWeek);
        await Wake(source);
        await Completed(source, ("2026-W48", 1), ("2026-W49", 1), ("2026-W50", 1));

        await _silo.DisposeAsync();
        _silo.Clock.SetBack(2 * AWeek);
        await _silo.InitializeAsync();
        await Wake(source);
        Assert.Equal(Week.Parse("2026-W48"), source.Store.CalendarWeek);
        _silo.Clock.Advance(AWeek);
        await Wake(source);

        await Completed(source, ("2026-W48", 2), ("2026-W49", 2), ("2026-W50", 1));
    }

    [Fact]
    public async Task Weeks_before_the_first_of_the_source_are_not_looked_back_to()
    {
        var source = NewSource();
        source.Settings = source.Settings with { Since = Week.Parse("2026-W48"), Calendar = source.Settings.Calendar with { Lookback = 3 } };
        await Wake(source);

        _silo.Clock.Advance(AWeek);
        await Wake(source);

        await Completed(source, ("2026-W48", 1));
    }

    [Fact]
    public async Task A_source_without_a_schedule_is_never_pulled_unasked()
    {
        var source = NewSource();
        source.Settings = source.Settings with { GoesByCalendar = false };
        await Wake(source);

        _silo.Clock.Advance(2 * AWeek);
        await Wake(source);

        Assert.Empty(source.Store.Weeks);
        Assert.Null(source.Store.CalendarWeek);
    }

    private FakeSource NewSource() => NewSource(_silo);

    private static FakeSource NewSource(TestSilo silo)
    {
        var source = silo.NewSource();
        source.Settings = source.Settings with { GoesByCalendar = true };
        return source;
    }

    private Task Wake(FakeSource source) => _silo.GrainOf(source).Resume();

    private async Task Completed(FakeSource source, params (string Week, int Run)[] weeks)
    {
        await _silo.Until(() => source.Store.Weeks.All(week => week.State == WeekState.Complete) && Runs() == weeks.Sum(week => week.Run));
        Assert.Equal(weeks, source.Store.Weeks.Select(week => (week.Week.ToString(), week.Run)));

        int Runs() => source.Store.Weeks.Sum(week => week.Run);
    }
}
