using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Orleans.Tx.Simulator.Tests;

/// <summary>A simulator with a real client at its two addresses and a clock in the test's hand.</summary>
internal sealed class RunningSimulator : IAsyncDisposable
{
    private readonly HttpClient _http = new();

    private RunningSimulator(Simulator simulator, ManualClock clock) => (Simulator, Clock) = (simulator, clock);

    public Simulator Simulator { get; }

    public ManualClock Clock { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<RunningSimulator> StartAsync(SimulatorOptions options)
    {
        var clock = new ManualClock();
        return new RunningSimulator(await Simulator.StartAsync(options, clock, Cancellation), clock);
    }

    public Uri PageAddress(string from, string to, int page = 1, int perPage = 100) => new(
        Simulator.Api,
        string.Create(CultureInfo.InvariantCulture, $"/v1/transactions?from={from}&to={to}&page={page}&per_page={perPage}"));

    /// <summary>The first page of the log's first week, of which only the headers need have come.</summary>
    public Task<HttpResponseMessage> AskUntilAsync(CancellationToken cancellationToken) =>
        _http.GetAsync(PageAddress("2025-12-29", "2026-01-05"), HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    public Task<HttpResponseMessage> AskAsync() => AskUntilAsync(Cancellation);

    public Task<HttpResponseMessage> GetAsync(Uri address) => _http.GetAsync(address, Cancellation);

    public Task<HttpResponseMessage> GetAsync(string pathAndQuery) => GetAsync(new Uri(Simulator.Api, pathAndQuery));

    public async Task<JsonElement> PageAsync(string from, string to, int page = 1, int perPage = 100)
    {
        using var response = await GetAsync(PageAddress(from, to, page, perPage));
        response.EnsureSuccessStatusCode();
        return await JsonAsync(response);
    }

    /// <summary>All records of a range, page by page until an empty one.</summary>
    public async Task<List<JsonElement>> RecordsAsync(string from, string to, int perPage = 100)
    {
        var records = new List<JsonElement>();
        for (var page = 1; ; page++)
        {
            var data = (await PageAsync(from, to, page, perPage)).GetProperty("data");
            if (data.GetArrayLength() == 0)
                return records;
            records.AddRange(data.EnumerateArray());
        }
    }

    public async Task<JsonElement> AdminAsync(string pathAndQuery)
    {
        using var response = await GetAsync(new Uri(Simulator.Admin, pathAndQuery));
        response.EnsureSuccessStatusCode();
        return await JsonAsync(response);
    }

    public async Task<HttpResponseMessage> SwitchAsync(string path, string json)
    {
        using var body = new StringContent(json, Encoding.UTF8, "application/json");
        return await _http.PostAsync(new Uri(Simulator.Admin, path), body, Cancellation);
    }

    public static async Task<string> ErrorAsync(HttpResponseMessage response) =>
        (await JsonAsync(response)).GetProperty("error").GetString()!;

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage response)
    {
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation));
        return document.RootElement.Clone();
    }

    public async ValueTask DisposeAsync()
    {
        await Simulator.DisposeAsync();
        _http.Dispose();
    }
}
