using Orleans.Tx.Gateway.Methods;

namespace Orleans.Tx.Gateway.Http;

/// <summary>Dropping the aggregates and replaying the log: a job, since it may take long.</summary>
internal static class RebuildEndpoints
{
    public static void MapRebuild(this IEndpointRouteBuilder api)
    {
        api.MapPost("/rebuild", (JobMethods jobs, string? source) => jobs.StartRebuild(source));
        api.MapGet("/rebuild/{id}", (JobMethods jobs, string id, string? source) => jobs.GetRebuild(source, id));
        api.MapPost("/rebuild/{id}/cancel", (JobMethods jobs, string id, string? source) => jobs.CancelRebuild(source, id));
    }
}
