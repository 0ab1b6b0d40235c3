using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Orleans.Tx.Embedded.Tests.Throughput;

/// <summary>Prints how many calls a second go through references. Run by name, with the process held to one core: taskset -c 0.</summary>
public sealed class ThroughputTests(ITestOutputHelper output)
{
    private const int Calls = 2_000_000;

    [Theory(Explicit = true)]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(256)]
    public async Task Calls_from_outside_of_the_grains(int inFlight)
    {
        using var host = await StartAsync();
        var grain = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IAdderGrain>("a");

        await Measure($"Task<int>, {inFlight} in flight", () => CallMany(() => grain.Add(1), inFlight));
        await Measure($"ValueTask<int>, {inFlight} in flight", () => CallMany(() => grain.AddValue(1).AsTask(), inFlight));
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Theory(Explicit = true)]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(256)]
    public async Task Calls_from_grain_to_grain(int inFlight)
    {
        using var host = await StartAsync();
        var grain = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IAdderGrain>("a");

        await Measure($"grain to grain, {inFlight} in flight", () => grain.CallOther("b", Calls, inFlight));
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<IHost> StartAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.UseOrleans();
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    private static async Task<int> CallMany(Func<Task<int>> call, int inFlight)
    {
        await Task.WhenAll(Enumerable.Range(0, inFlight).Select(_ => Task.Run(async () =>
        {
            for (var done = 0; done < Calls / inFlight; done++)
                await call();
        })));
        return Calls / inFlight * inFlight;
    }

    private async Task Measure(string what, Func<Task<int>> run)
    {
        await run();
        var begun = TimeProvider.System.GetTimestamp();
        var calls = await run();
        var took = TimeProvider.System.GetElapsedTime(begun);
        output.WriteLine($"{what}: {calls / took.TotalSeconds:N0} calls/s");
    }
}
