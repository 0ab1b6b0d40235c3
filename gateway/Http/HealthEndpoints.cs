using Microsoft.Extensions.Hosting;
using Orleans.Tx.Grains;

namespace Orleans.Tx.Gateway.Http;

/// <summary>Whether the process lives, and whether grains and database answer.</summary>
public static class HealthEndpoints
{
    /// <summary>What health needs in a process that answers nothing else.</summary>
    public static IServiceCollection AddHealth(this IServiceCollection services) => services.AddExceptionHandler<Problems>().AddProblemDetails();

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/healthz", () => Results.Text("alive")).AllowAnonymous();
        app.MapGet("/readyz", async (IGrainFactory grains, IHostApplicationLifetime lifetime) =>
        {
            if (lifetime.ApplicationStopping.IsCancellationRequested)
                throw new TxException(TxError.Unavailable, "the service is stopping");
            await grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key).Sources();
            return Results.Text("ready");
        }).AllowAnonymous();
    }
}
