using Orleans.Tx.Gateway.Methods;

namespace Orleans.Tx.Gateway.Http;

/// <summary>Recomputing the aggregates from the log: a job, since it may take long.</summary>
internal static class VerificationEndpoints
{
    public static void MapVerification(this IEndpointRouteBuilder api)
    {
        api.MapPost("/verification", (JobMethods jobs, string? source) => jobs.StartVerification(source));
        api.MapGet("/verification/{id}", (JobMethods jobs, string id, string? source) => jobs.GetVerification(source, id));
        api.MapPost("/verification/{id}/cancel", (JobMethods jobs, string id, string? source) => jobs.CancelVerification(source, id));
    }
}
