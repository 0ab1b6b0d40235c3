using Npgsql;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Tx.Embedded.Tests.Postgres;

namespace Orleans.Tx.Embedded.Tests.Reminders;

public sealed class ReminderTests(PostgresServer postgres) : IAsyncLifetime
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ManualClock _clock = new();
    private NpgsqlDataSource _database = null!;

    public async ValueTask InitializeAsync() => _database = await postgres.CreateDatabaseAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task A_reminder_comes_after_its_due_time_and_then_each_period_and_activates_the_grain()
    {
        var log = new ReminderLog();
        await using var silo = await StartAsync(log);
        var begun = _clock.GetUtcNow().UtcDateTime;
        await Register(silo, "weekly", 2 * Minute, 3 * Minute);
        await silo.Grains.GetGrain<IRemindedGrain>("a").Run(grain =>
        {
            grain.DeactivateOnIdle();
            return Task.CompletedTask;
        }).Soon();

        _clock.Advance(2 * Minute);
        var first = await log.NextAsync();
        await _clock.TimerSetFor(3 * Minute).Soon();
        _clock.Advance(3 * Minute);
        var second = await log.NextAsync();

        Assert.Equal(("weekly", "a"), (first.Name, first.Key));
        Assert.Equal(begun + 2 * Minute, first.Status.FirstTickTime);
        Assert.Equal(begun + 2 * Minute, first.Status.CurrentTickTime);
        Assert.Equal(begun + 5 * Minute, second.Status.CurrentTickTime);
        Assert.Equal(3 * Minute, second.Status.Period);
    }

    [Fact]
    public async Task A_reminder_survives_a_restart_and_what_was_missed_is_not_made_up_for()
    {
        var log = new ReminderLog();
        await using (var silo = await StartAsync(log))
            await Register(silo, "weekly", Minute, 10 * Minute);
        _clock.Advance(25 * Minute);
        Assert.Equal(0, log.Count);

        await using var again = await StartAsync(log);
        _clock.Advance(6 * Minute);
        var tick = await log.NextAsync();

        Assert.Equal(30 * Minute, tick.Status.CurrentTickTime - tick.Status.FirstTickTime);
    }

    [Fact]
    public async Task A_period_below_a_minute_is_refused()
    {
        await using var silo = await StartAsync(new());

        var failure = await Assert.ThrowsAsync<ArgumentException>(() => Register(silo, "hasty", Minute, TimeSpan.FromSeconds(59)));

        Assert.Contains("hasty", failure.Message, StringComparison.Ordinal);
        await Register(silo, "hasty", TimeSpan.Zero, Minute);
    }

    [Fact]
    public async Task An_unregistered_reminder_comes_no_more_even_after_a_restart()
    {
        var log = new ReminderLog();
        await using (var silo = await StartAsync(log))
        {
            await Register(silo, "weekly", Minute, Minute);
            await silo.Grains.GetGrain<IRemindedGrain>("a").Run(async grain =>
            {
                var reminder = await grain.GetReminder("weekly");
                Assert.Equal("weekly", reminder!.ReminderName);
                await grain.UnregisterReminder(reminder);
                Assert.Null(await grain.GetReminder("weekly"));
                await grain.UnregisterReminder(reminder);
            }).Soon();
            _clock.Advance(5 * Minute);
        }

        await using var again = await StartAsync(log);
        _clock.Advance(5 * Minute);
        await again.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, log.Count);
    }

    [Fact]
    public async Task A_reminder_changed_since_it_was_read_is_not_unregistered()
    {
        await using var silo = await StartAsync(new());

        await silo.Grains.GetGrain<IRemindedGrain>("a").Run(async grain =>
        {
            var old = await grain.RegisterOrUpdateReminder("weekly", Minute, Minute);
            await grain.RegisterOrUpdateReminder("weekly", Minute, 2 * Minute);
            await Assert.ThrowsAsync<ReminderException>(() => grain.UnregisterReminder(old));
        }).Soon();
    }

    [Fact]
    public async Task A_reminder_registered_again_goes_by_its_new_times()
    {
        var log = new ReminderLog();
        await using var silo = await StartAsync(log);
        await Register(silo, "weekly", Minute, Minute);
        await Register(silo, "weekly", 4 * Minute, 7 * Minute);

        _clock.Advance(3 * Minute);
        Assert.Equal(0, log.Count);
        _clock.Advance(Minute);

        Assert.Equal(7 * Minute, (await log.NextAsync()).Status.Period);
    }

    [Fact]
    public async Task A_reminder_that_fails_comes_again()
    {
        var log = new ReminderLog { Fail = true };
        await using var silo = await StartAsync(log);
        await Register(silo, "weekly", Minute, 2 * Minute);

        _clock.Advance(Minute);
        await log.NextAsync();
        await _clock.TimerSetFor(2 * Minute).Soon();
        _clock.Advance(2 * Minute);

        await log.NextAsync();
    }

    [Fact]
    public async Task All_reminders_of_a_grain_and_no_others_are_listed()
    {
        await using var silo = await StartAsync(new());
        await Register(silo, "one", Minute, Minute);
        await Register(silo, "two", Minute, Minute);
        await silo.Grains.GetGrain<IRemindedGrain>("b").Run(grain => grain.RegisterOrUpdateReminder("three", Minute, Minute)).Soon();

        await silo.Grains.GetGrain<IRemindedGrain>("a").Run(async grain => Assert.Equal(
            ["one", "two"], (await grain.GetReminders()).Select(reminder => reminder.ReminderName).Order())).Soon();
    }

    [Fact]
    public async Task A_grain_that_is_not_remindable_can_have_no_reminders()
    {
        await using var silo = await StartAsync(new());

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => silo.Grain().Run(grain => grain.RegisterOrUpdateReminder("weekly", Minute, Minute)).Soon());
    }

    private static Task Register(TestSilo silo, string name, TimeSpan dueTime, TimeSpan period) =>
        silo.Grains.GetGrain<IRemindedGrain>("a").Run(grain => grain.RegisterOrUpdateReminder(name, dueTime, period)).Soon();

    private Task<TestSilo> StartAsync(ReminderLog log) => TestSilo.StartAsync(
        builder => builder
            .ConfigureServices(services => log.AddTo(services))
            .UseAdoNetReminderService(options =>
            {
                options.Invariant = "Npgsql";
                options.DataSource = _database;
            }),
        _clock);
}
