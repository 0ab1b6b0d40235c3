using Microsoft.AspNetCore.Mvc;
using Orleans.Tx.Grains.Forgetting;

namespace Orleans.Tx.Gateway.Http;

/// <summary>Forgetting a customer: a job. Who it is stands in the body: addresses end up in logs.</summary>
internal static class ForgetEndpoints
{
    public static void MapForget(this IEndpointRouteBuilder api)
    {
        api.MapPost("/forget", async (SourceChoice sources, IGrainFactory grains, string? source, [FromBody] ForgetRequest? request) =>
            await grains.GetGrain<IForgetGrain>(await sources.Choose(source)).Start(request ?? new ForgetRequest(null)));
        api.MapGet("/forget/{id}", async (SourceChoice sources, IGrainFactory grains, string id, string? source) =>
            await grains.GetGrain<IForgetGrain>(await sources.Choose(source)).Status(id));
        api.MapPost("/forget/{id}/cancel", async (SourceChoice sources, IGrainFactory grains, string id, string? source) =>
            await grains.GetGrain<IForgetGrain>(await sources.Choose(source)).Cancel(id));
    }
}
