using System.Text.Json.Nodes;
using Orleans.Tx.Console.Tests.Revenue;
using Orleans.Tx.Simulator;

namespace Orleans.Tx.Dashboard.Tests.Serving;

/// <summary>One running service for all tests that change nothing in each other's sources, with a source in every condition.</summary>
public sealed class ServedSources : IAsyncLifetime
{
    /// <summary>Nine months in two currencies, pulled, with records that could not be read.</summary>
    public const string Shop = "shop";

    /// <summary>The order log whose months and cohorts are known to the cent; only where the data is there.</summary>
    public const string Log = "orderlog";

    /// <summary>Never pulled.</summary>
    public const string New = "new";

    /// <summary>Never pulled either, until a test does.</summary>
    public const string Due = "due";

    /// <summary>Slow, so that a pull has a middle; never pulled.</summary>
    public const string Slow = "slow";

    /// <summary>Not there: its week has failed.</summary>
    public const string Gone = "gone";

    /// <summary>Pulled from the keyboard.</summary>
    public const string Keyed = "keyed";

    /// <summary>Allows half of what its configuration says.</summary>
    public const string Tight = "tight";

    /// <summary>One week, of which every twentieth record can't be read.</summary>
    public const string Odd = "odd";

    /// <summary>Rows from a file, without an API.</summary>
    public const string Files = "files";

    private readonly Lazy<Task<Service>> _started;
    private readonly Sources _sources = new();

    public ServedSources() => _started = new Lazy<Task<Service>>(Start);

    internal Simulator.Simulator Api(string source) => _sources[source];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>The service; the first who asks starts it.</summary>
    internal Task<Service> Started() => _started.Value;

    public async ValueTask DisposeAsync()
    {
        if (_started.IsValueCreated)
            await (await _started.Value).DisposeAsync();
        await _sources.DisposeAsync();
    }

    private async Task<Service> Start()
    {
        var usual = new SimulatorOptions { Requests = 1000, Window = TimeSpan.FromSeconds(1), Since = "2025-W01", Weeks = 36, Rows = 1500 };
        await _sources.Add(Shop, usual with { Currencies = ["USD", "EUR"], Faults = new FaultOptions { MalformedRecords = 0.002 } });
        await _sources.Add(Odd, usual with { Rows = 1000, Faults = new FaultOptions { MalformedRecords = 0.05 } });
        await _sources.Add(New, usual);
        await _sources.Add(Due, usual);
        await _sources.Add(Keyed, usual);
        await _sources.Add(Tight, usual with { Rows = 2500, Requests = 20, Window = TimeSpan.FromSeconds(3) }, keys => keys["Limit"]!["Requests"] = 40);
        await _sources.Add(Slow, usual with { Rows = 6000, LatencyMin = TimeSpan.FromMilliseconds(200), LatencyMax = TimeSpan.FromMilliseconds(200) }, WithFewInFlight);
        await _sources.Add(Gone, usual, keys => keys["Path"] = "/v1/moved");
        if (MissionData.IsThere)
            await _sources.Add(Log, new SimulatorOptions { File = MissionData.Log, Requests = 1000, Window = TimeSpan.FromSeconds(1) });
        var service = await Service.Start(_sources.Configuration());
        await Fill(service);
        return service;
    }

    private static async Task Fill(Service service)
    {
        await service.Pull(Shop, "2025-W01", "2025-W36");
        if (MissionData.IsThere)
            await service.Pull(Log, "2019-W46", "2020-W16");
        await service.Pull(Odd, "2025-W01", "2025-W01");
        await service.Work.Run("pull", "--source", Gone, "--week", "2025-W01");
        await File.WriteAllTextAsync(service.Work["orders.csv"], "customer,date,amount,currency\nada,2025-01-02,3.50,EUR\nada,2025-02-03,4.50,EUR\n");
        await service.Work.Output("import", "orders.csv", "--source", Files);
    }

    private static void WithFewInFlight(JsonObject keys) => keys["Limit"]!["InFlight"] = 2;
}
