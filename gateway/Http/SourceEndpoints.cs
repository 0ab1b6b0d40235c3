using Orleans.Tx.Gateway.Methods;

namespace Orleans.Tx.Gateway.Http;

/// <summary>The sources themselves.</summary>
internal static class SourceEndpoints
{
    // They spend requests of the source's limit: no mere reading.
    public static void MapSources(this IEndpointRouteBuilder api)
    {
        api.MapPost("/sources/check", (StatusMethods status, string? source, string? week) => status.Check(source, week));
        api.MapPost("/plan", (WeekMethods weeks, string? source, string? from, string? to) => weeks.Plan(source, from, to));
    }
}
