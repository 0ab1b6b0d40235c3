using System.Text.Json.Nodes;
using Orleans.Tx.Simulator;

namespace Orleans.Tx.Dashboard.Tests.Serving;

/// <summary>The <c>Sources</c> of a tx.json, each a simulated API in this process.</summary>
internal sealed class Sources : IAsyncDisposable
{
    private readonly Dictionary<string, Simulator.Simulator> _apis = new(StringComparer.Ordinal);
    private readonly JsonObject _sources = [];

    public Simulator.Simulator this[string source] => _apis[source];

    /// <param name="change">Of the source's keys.</param>
    public async Task Add(string source, SimulatorOptions options, Action<JsonObject>? change = null)
    {
        var api = await Simulator.Simulator.StartAsync(options, CancellationToken.None);
        _apis.Add(source, api);
        var keys = JsonNode.Parse(api.Configuration(source))!["Sources"]![source]!.DeepClone().AsObject();
        change?.Invoke(keys);
        _sources.Add(source, keys);
    }

    /// <summary>The whole tx.json.</summary>
    public string Configuration(JsonObject? gateway = null) =>
        new JsonObject { ["Sources"] = _sources.DeepClone(), ["Gateway"] = gateway ?? [] }.ToJsonString();

    public async ValueTask DisposeAsync()
    {
        foreach (var api in _apis.Values)
            await api.DisposeAsync();
    }
}
