using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Orleans.Tx.Embedded.Tests.Races;

public sealed class RaceTests
{
    private const int Grains = 4;
    private const int Callers = 32;
    private const int StepsEach = 100;

    // Far away, because the callers move the clock on: what is answered late is told from what is never answered by the real clock.
    private static readonly TimeSpan Never = TimeSpan.FromDays(30);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Every_call_is_answered_in_turn_by_the_only_activation_whatever_ends_activations_meanwhile(int seed)
    {
        ConcurrentQueue<string> broken = [];
        List<Watch> watches = [.. Enumerable.Range(0, Grains).Select(key => new Watch($"{key}", broken))];
        await using var silo = await TestSilo.StartAsync(Configure, hooks: new()
        {
            Constructed = grain => grain.ServiceProvider.GetRequiredService<Life>().Belong(watches[int.Parse(grain.GetPrimaryKeyString())]),
            Activating = async (_, _) => await Task.Yield(),
            Deactivating = async (_, _, _) => await Task.Yield(),
        });

        await silo.Soon(Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(
            () => new Caller(silo, watches, (seed * Callers) + caller).RunAsync(StepsEach)))));
        await silo.Soon(silo.StopAsync(TestContext.Current.CancellationToken));

        Assert.Empty(broken);
        Assert.All(watches, watch => Assert.Equal(0, watch.Alive));
        Assert.All(watches, watch => Assert.True(watch.Activations > 20));
    }

    private static void Configure(ISiloBuilder silo)
    {
        silo.Services.AddScoped<Life>();
        silo.Services.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = Never);
        silo.Services.Configure<GrainCollectionOptions>(options =>
        {
            options.CollectionQuantum = TimeSpan.FromSeconds(1);
            options.CollectionAge = TimeSpan.FromSeconds(2);
            options.ActivationTimeout = Never;
            options.DeactivationTimeout = Never;
        });
    }
}
