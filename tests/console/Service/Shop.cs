using System.Collections.Immutable;
using System.Globalization;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Simulator;

namespace Orleans.Tx.Console.Tests.Service;

/// <summary>
/// A simulated API in this process, with a log of four weeks that lie in the past whenever the tests are run, and a workplace whose
/// tx.json is made for it.
/// </summary>
internal sealed class Shop : IAsyncDisposable
{
    public const string First = "2025-W03";
    public const string Last = "2025-W06";
    public const int Weeks = 4;

    /// <summary>What a kill can cost in requests: the pages that a slow shop's pull has open at most, four times those in flight.</summary>
    public const int OpenPages = 4 * InFlight * Weeks;

    private const int InFlight = 4;

    /// <summary>The instants between which these weeks lie, as the simulator's addresses have them.</summary>
    public const string Range = "from=2025-01-13&to=2025-02-10";

    private Shop(Simulator.Simulator simulator) => Api = simulator;

    public Simulator.Simulator Api { get; }

    public Workplace Work { get; } = new();

    public SimulatorCounts Counts => Api.Counts;

    public static async Task<Shop> Open(SimulatorOptions options)
    {
        var simulator = await Simulator.Simulator.StartAsync(
            options with { Since = First, Weeks = Weeks, Currencies = ["USD", "EUR"] }, TestContext.Current.CancellationToken);
        var shop = new Shop(simulator);
        shop.Work.Configure(simulator.Configuration());
        return shop;
    }

    /// <summary>The same, pulled with few requests at once, so that there is a middle of it.</summary>
    public static async Task<Shop> OpenSlowly(SimulatorOptions options)
    {
        var shop = await Open(options);
        shop.Work.Environment["TX__Sources__simulator__Limit__InFlight"] = InFlight.ToString(CultureInfo.InvariantCulture);
        return shop;
    }

    /// <summary>Starts a pull of all four weeks.</summary>
    public RunningProgram StartPull(params string[] options) => Work.Start(["pull", "--from", First, "--to", Last, .. options]);

    /// <summary>Every week is whole: each of its rows was stored once, none came twice, none was left.</summary>
    public static void AssertWhole(ImmutableArray<WeekStatus> weeks, int rows) => Assert.Equal(
        [(First, rows), ("2025-W04", rows), ("2025-W05", rows), (Last, rows)],
        weeks.Select(week =>
        {
            Assert.Equal(WeekState.Complete, week.Status);
            Assert.Equal((0, 0, 0, 0), (week.Restated, week.SetAside, week.Duplicates, week.Outside));
            Assert.Equal(rows, week.Total);
            return (week.Week, (int)week.Rows);
        }));

    /// <summary>The API never refused, and never saw more in any window than it allows.</summary>
    public void AssertNeverRefused(int allowed)
    {
        Assert.Equal((0, 0), (Counts.Rejected, Counts.BadRequests));
        Assert.InRange(Counts.GreatestReceivedInWindow, 1, allowed);
    }

    public async ValueTask DisposeAsync()
    {
        await Work.DisposeAsync();
        await Api.DisposeAsync();
    }
}
