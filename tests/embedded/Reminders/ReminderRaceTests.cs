using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Hosting;
using Orleans.Reminders;

namespace Orleans.Tx.Embedded.Tests.Reminders;

public sealed class ReminderRaceTests
{
    [Fact]
    public async Task A_reminder_registered_while_its_predecessor_is_unregistered_comes()
    {
        var minute = TimeSpan.FromMinutes(1);
        var (log, table) = (new ReminderLog(), new SlowTable());
        await using var silo = await TestSilo.StartAsync(builder => builder.ConfigureServices(services =>
        {
            log.AddTo(services);
            services.Replace(ServiceDescriptor.Singleton<IReminderTable>(table));
        }));
        var reminders = silo.Services.GetRequiredService<ReminderService>();
        var grain = silo.Grains.GetGrain<IRemindedGrain>("a").GetGrainId();
        var first = await reminders.RegisterOrUpdateAsync(grain, "weekly", minute, minute).Soon();

        var unregistering = reminders.UnregisterAsync(first);
        await table.Removed.Happened.Soon();
        var registering = reminders.RegisterOrUpdateAsync(grain, "weekly", 2 * minute, 3 * minute);
        table.MaySaySo.Set();
        await Task.WhenAll(unregistering, registering).Soon();
        silo.Clock.Advance(2 * minute);

        Assert.Equal(3 * minute, (await log.NextAsync()).Status.Period);
    }
}
