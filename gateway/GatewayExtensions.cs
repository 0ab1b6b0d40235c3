using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Tx.Gateway.Dashboard;
using Orleans.Tx.Gateway.Http;
using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Gateway.Methods;
using Orleans.Tx.Gateway.Progress;
using Orleans.Tx.Gateway.Queries;
using Orleans.Tx.Gateway.Rpc;

namespace Orleans.Tx.Gateway;

/// <summary>Puts the gateway into a web application whose services know a grain factory.</summary>
public static class GatewayExtensions
{
    public static IServiceCollection AddGateway(this IServiceCollection services)
    {
        services.AddSingleton<SourceChoice>();
        services.AddSingleton<RenderedAnswers>();
        services.AddMethods();
        services.AddSingleton<ProgressFeed>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddExceptionHandler<Problems>();
        services.AddProblemDetails();
        services.AddRpc();
        services.ConfigureHttpJsonOptions(json => TxJson.Apply(json.SerializerOptions));
        return services;
    }

    public static WebApplication MapGateway(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseMiddleware<LoopbackGuard>();
        app.MapHealth();
        var api = app.MapGroup("/v1").RefuseUnknownParameters();
        api.MapRevenue();
        api.MapQueries();
        api.MapWeeks();
        api.MapSources();
        api.MapImports();
        api.MapRejects();
        api.MapStatus();
        api.MapEvents();
        api.MapVerification();
        api.MapRebuild();
        api.MapForget();
        app.MapRpc();
        app.MapDashboard();
        return app;
    }
}
