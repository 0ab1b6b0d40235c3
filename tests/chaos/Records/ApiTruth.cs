using System.Net.Http.Json;
using System.Text.Json;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Simulator;

namespace Orleans.Tx.Chaos.Tests.Records;

/// <summary>What an API of these options has in these weeks: read from a second one that is the same but well, and has no limit to speak of.</summary>
internal sealed record ApiTruth(Dictionary<string, ApiRecord> Readable, long Unreadable)
{
    private const int PageSize = 100;

    public static async Task<ApiTruth> Read(SimulatorOptions options, IReadOnlyList<Week> weeks)
    {
        options = options with
        {
            Requests = 1_000_000,
            Capacity = CapacityTrace.Constant,
            LatencyMin = TimeSpan.Zero,
            LatencyMax = TimeSpan.Zero,
            Faults = new FaultOptions { MalformedRecords = options.Faults.MalformedRecords },
        };
        await using var well = await Simulator.Simulator.StartAsync(options, TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = well.Api };
        var truth = new ApiTruth(new(StringComparer.Ordinal), 0);
        foreach (var week in weeks)
        {
            for (var page = 1; (page - 1) * PageSize < options.Rows; page++)
                truth = truth.With(await http.GetFromJsonAsync<JsonElement>(Address(week, page), TestContext.Current.CancellationToken));
        }

        return truth;
    }

    private static string Address(Week week, int page) =>
        $"v1/transactions?from={week.Monday:yyyy-MM-dd}&to={week.End:yyyy-MM-dd}&page={page}&per_page={PageSize}";

    private ApiTruth With(JsonElement page)
    {
        var unreadable = Unreadable;
        foreach (var record in page.GetProperty("data").EnumerateArray())
        {
            if (ApiRecord.Of(record) is { } readable)
                Readable.Add(readable.Id, readable);
            else
                unreadable++;
        }

        return this with { Unreadable = unreadable };
    }
}
