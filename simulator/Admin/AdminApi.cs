using System.Text.Json;
using System.Text.Json.Serialization;
using Orleans.Tx.Simulator.Api;
using Orleans.Tx.Simulator.Faults;
using Orleans.Tx.Simulator.Limiting;
using Orleans.Tx.Simulator.Transactions;
using Orleans.Tx.Simulator.Truth;

namespace Orleans.Tx.Simulator.Admin;

/// <summary>
/// What only the simulator knows of itself, on an address of its own and never limited: <c>GET /counts</c>, <c>GET /truth</c>, and the
/// switches <c>POST /faults</c>, <c>/capacity</c>, <c>/late</c>. Each answers what holds from then on.
/// </summary>
internal sealed class AdminApi(SimulatorOptions options, RateLimit limit, LateRecords records, FaultInjector faults, CountReport counts)
{
    // They are all held in memory at once, and the log has no end.
    private const int MostRows = 5_000_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            await (AnswerAsync(context) ?? Answers.WriteErrorAsync(
                context,
                StatusCodes.Status404NotFound,
                "Here are GET /counts, GET /truth, and GET or POST of /faults, /capacity, /late"));
        }
        catch (Exception bad) when (bad is BadHttpRequestException or JsonException)
        {
            await Answers.WriteErrorAsync(context, StatusCodes.Status400BadRequest, bad.Message);
        }
    }

    private Task? AnswerAsync(HttpContext context) => (context.Request.Method, context.Request.Path.Value) switch
    {
        ("GET", "/counts") => WriteAsync(context, counts.Now()),
        ("GET", "/truth") => WriteAsync(context, TruthOf(context.Request.Query)),
        ("GET", "/faults") => WriteAsync(context, faults.Faults),
        ("POST", "/faults") => SwitchFaultsAsync(context),
        ("GET", "/capacity") => WriteAsync(context, new { limit.Report().Capacity }),
        ("POST", "/capacity") => SwitchCapacityAsync(context),
        ("GET", "/late") => WriteAsync(context, new LateSwitch(records.Released)),
        ("POST", "/late") => SwitchLateAsync(context),
        _ => null,
    };

    private Revenue TruthOf(IQueryCollection query)
    {
        var range = TimeRange.Read(query);
        var log = records.Log;
        var readableOnly = query["readable"] == "true";
        var rows = new List<Transaction>();
        var (first, end) = (log.PositionOf(range.From), log.PositionOf(range.To));
        if (end - first > MostRows)
            throw new BadHttpRequestException($"The range has {end - first} rows; allowed: up to {MostRows}");
        for (var at = first; at < end; at++)
        {
            var row = log.At(at);
            if (!readableOnly || faults.MalformationOf(row.Id) == Malformation.None)
                rows.Add(row);
        }

        return RevenueArithmetic.Of(rows);
    }

    private async Task SwitchFaultsAsync(HttpContext context)
    {
        var wanted = await ReadAsync<FaultOptions>(context);
        if (SimulatorOptionsValidator.Failures(wanted).ToArray() is { Length: > 0 } failures)
            throw new BadHttpRequestException(string.Join("; ", failures));
        faults.Faults = wanted;
        await WriteAsync(context, wanted);
    }

    private async Task SwitchCapacityAsync(HttpContext context)
    {
        var wanted = await ReadAsync<CapacitySwitch>(context);
        var requests = wanted.Requests ?? options.Requests;
        if (requests < 1)
            throw new BadHttpRequestException($"Requests is {requests}; allowed: 1 or more");
        limit.Follow(CapacitySchedule.Create(wanted.Trace, requests, options.Window, options.Seed));
        await WriteAsync(context, new { limit.Report().Capacity });
    }

    private async Task SwitchLateAsync(HttpContext context)
    {
        records.Released = (await ReadAsync<LateSwitch>(context)).Released;
        await WriteAsync(context, new LateSwitch(records.Released));
    }

    // No body at all is the same as {}: curl -X POST is how people turn a switch.
    private static async Task<T> ReadAsync<T>(HttpContext context)
        where T : new()
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        return body.Length == 0
            ? new T()
            : JsonSerializer.Deserialize<T>(body.ToArray(), Json)
                ?? throw new BadHttpRequestException("The body is null; allowed: an object");
    }

    private static Task WriteAsync<T>(HttpContext context, T answer) =>
        context.Response.WriteAsJsonAsync(answer, Json, context.RequestAborted);
}
