using Microsoft.AspNetCore.Mvc;
using Orleans.Tx.Gateway.Methods;
using Orleans.Tx.Grains.Forgetting;

namespace Orleans.Tx.Gateway.Http;

/// <summary>Forgetting a customer: a job. Who it is stands in the body: addresses end up in logs.</summary>
internal static class ForgetEndpoints
{
    public static void MapForget(this IEndpointRouteBuilder api)
    {
        api.MapPost("/forget", (JobMethods jobs, string? source, [FromBody] ForgetRequest? request) =>
            jobs.StartForgetting(source, request ?? new ForgetRequest(null)));
        api.MapGet("/forget/{id}", (JobMethods jobs, string id, string? source) => jobs.GetForgetting(source, id));
        api.MapPost("/forget/{id}/cancel", (JobMethods jobs, string id, string? source) => jobs.CancelForgetting(source, id));
    }
}
