using System.Globalization;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Simulator;

namespace Orleans.Tx.Chaos.Tests.Running;

/// <summary>A simulated API in this process whose log has no end, and a workplace whose tx.json is made for it.</summary>
internal sealed class ChaosShop : IAsyncDisposable
{
    /// <summary>The weeks of one pull.</summary>
    public const int WeeksAtOnce = 4;

    private static readonly Week First = Week.Parse("2025-W03");

    private ChaosShop(Simulator.Simulator api, SimulatorOptions options) => (Api, Options) = (api, options);

    public Simulator.Simulator Api { get; }

    public SimulatorOptions Options { get; }

    public Workplace Work { get; } = new();

    public SimulatorCounts Counts => Api.Counts;

    public static async Task<ChaosShop> Open(SimulatorOptions options, int inFlight = 4)
    {
        options = options with { Since = First.ToString(), Currencies = ["USD", "EUR"] };
        var shop = new ChaosShop(await Simulator.Simulator.StartAsync(options, TestContext.Current.CancellationToken), options);
        shop.Work.Configure(shop.Api.Configuration());
        shop.Work.Environment["TX__Sources__simulator__Limit__InFlight"] = inFlight.ToString(CultureInfo.InvariantCulture);
        return shop;
    }

    /// <summary>The weeks of a range that is pulled at once, counted from 0.</summary>
    public static (Week First, Week Last) Range(int number)
    {
        var first = Week.Of(First.Monday.AddDays(7 * WeeksAtOnce * number));
        return (first, Week.Of(first.Monday.AddDays(7 * (WeeksAtOnce - 1))));
    }

    /// <summary>All weeks of the first ranges.</summary>
    public static IReadOnlyList<Week> Weeks(int ranges) => [.. First.Through(Range(ranges - 1).Last)];

    /// <summary>The command line that pulls a range.</summary>
    public static string[] Pull(int number, params string[] options)
    {
        var (first, last) = Range(number);
        return ["pull", "--from", first.ToString(), "--to", last.ToString(), .. options];
    }

    public async ValueTask DisposeAsync()
    {
        await Work.DisposeAsync();
        await Api.DisposeAsync();
    }
}
