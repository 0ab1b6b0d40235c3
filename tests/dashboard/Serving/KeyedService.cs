using System.Text.Json;
using System.Text.Json.Nodes;
using Orleans.Tx.Simulator;

namespace Orleans.Tx.Dashboard.Tests.Serving;

/// <summary>A service that answers only who has a key, with one week pulled.</summary>
internal sealed class KeyedService : IAsyncDisposable
{
    public const string Source = "guarded";

    private readonly Sources _sources;

    private KeyedService(Sources sources, Service service, string reading, string operating) =>
        (_sources, Service, Reading, Operating) = (sources, service, reading, operating);

    public Service Service { get; }

    /// <summary>A key of scope read, named reader.</summary>
    public string Reading { get; }

    /// <summary>A key of scope operate.</summary>
    public string Operating { get; }

    public static async Task<KeyedService> Start()
    {
        var sources = new Sources();
        await sources.Add(Source, new SimulatorOptions { Requests = 1000, Window = TimeSpan.FromSeconds(1), Since = "2025-W01", Weeks = 4, Rows = 300 });
        var service = await Service.Start(sources.Configuration());
        var (reading, reader) = await NewKey(service, "reader", "read");
        var (operating, operation) = await NewKey(service, "operator", "operate");
        await service.Pull(Source, "2025-W01", "2025-W01");
        // Keys change with a restart.
        await service.Kill();
        service.Work.Configure(sources.Configuration(new JsonObject { ["Keys"] = new JsonArray(reader, operation) }));
        await service.Start();
        return new KeyedService(sources, service, reading, operating);
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        await _sources.DisposeAsync();
    }

    private static async Task<(string Key, JsonNode Entry)> NewKey(Service service, string name, string scope)
    {
        using var made = JsonDocument.Parse(await service.Work.Output("key", "new", name, "--scope", scope, "--format", "json"));
        return (made.RootElement.GetProperty("key").GetString()!, JsonNode.Parse(made.RootElement.GetProperty("entry").GetRawText())!);
    }
}
