using Orleans.Tx.Client.Output;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Client.Bench.Engine;

/// <summary>Calls that do next to nothing, so that what is measured is the way to a grain and back.</summary>
internal sealed class GrainCalls(IGrainFactory grains, string bench, string subject, Terminal terminal)
{
    public const int Together = 64;

    private const string Source = "bench";
    private const int Rounds = 5;

    private int _next = Together;

    /// <summary>The grains that are called again and again.</summary>
    public IReadOnlyList<IMonthGrain> Called => [.. Enumerable.Range(0, Together).Select(Month)];

    public Task<BenchRow> OneAfterTheOther(int calls)
    {
        var one = grains.GetGrain<IMonthGrain>($"{Source}/1999-12");
        return Measure("calls of one grain, one after the other", calls, () => Call(one, calls));
    }

    public Task<BenchRow> AtOnce(int calls) => Measure(
        $"calls of {Together} grains at once", calls, () => Task.WhenAll(Called.Select(grain => Call(grain, calls / Together))));

    public Task<BenchRow> ComingToLife(int count) => Measure(
        "grains that come to life, each reading its row", count, () => Task.WhenAll(Enumerable.Range(0, count).Select(_ => Month(_next++).Row())));

    private IMonthGrain Month(int number) => grains.GetGrain<IMonthGrain>($"{Source}/{2000 + number / 12:D4}-{number % 12 + 1:D2}");

    private static async Task Call(IMonthGrain grain, int calls)
    {
        for (var call = 0; call < calls; call++)
            await grain.Row();
    }

    private async Task<BenchRow> Measure(string what, int calls, Func<Task> work)
    {
        await work();
        var figures = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var started = terminal.Time.GetTimestamp();
            await work();
            figures.Add(calls / terminal.Time.GetElapsedTime(started).TotalSeconds);
        }

        await terminal.Error.WriteLineAsync($"{subject}, {what}: {Digits.Grouped((long)BenchRows.Median(figures))} a second");
        return new BenchRow(bench, what, subject, BenchRows.Median(figures), "/s", null, null);
    }
}
