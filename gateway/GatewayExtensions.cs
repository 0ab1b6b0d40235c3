using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Tx.Gateway.Dashboard;
using Orleans.Tx.Gateway.Dashboard.SignIn;
using Orleans.Tx.Gateway.Docs;
using Orleans.Tx.Gateway.Draining;
using Orleans.Tx.Gateway.Http;
using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Gateway.Limits;
using Orleans.Tx.Gateway.Methods;
using Orleans.Tx.Gateway.Progress;
using Orleans.Tx.Gateway.Queries;
using Orleans.Tx.Gateway.Rpc;
using Orleans.Tx.Gateway.Security;

namespace Orleans.Tx.Gateway;

/// <summary>Puts the gateway into a web application whose services know a grain factory.</summary>
public static class GatewayExtensions
{
    /// <param name="security">Who may ask; by default only this machine's own programs and pages.</param>
    public static IServiceCollection AddGateway(this IServiceCollection services, GatewaySecurity? security = null, GatewayLimits? limits = null)
    {
        services.AddSecurity(security ?? GatewaySecurity.Loopback);
        services.AddLimits(limits ?? new GatewayLimits());
        services.AddSingleton<RequestsUnderWay>();
        services.AddHostedService<Drain>();
        services.AddSingleton<SourceChoice>();
        services.AddSingleton<RenderedAnswers>();
        services.AddMethods();
        services.AddSingleton<ProgressFeed>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddHealth();
        services.AddRpc();
        services.AddDashboard();
        services.AddDocs();
        services.ConfigureHttpJsonOptions(json => TxJson.Apply(json.SerializerOptions));
        return services;
    }

    public static WebApplication MapGateway(this WebApplication app)
    {
        app.UseRpcStatus();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseSecurity();
        app.UseLimits();
        app.UseRequestsUnderWay();
        app.UseDocs();
        app.MapHealth();
        var api = app.MapGroup("/v1").RefuseUnknownParameters().ScopedByMethod();
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
        app.MapDocs();
        app.MapRpc();
        app.MapDashboard();
        if (app.Services.GetRequiredService<GatewaySecurity>().HasKeys)
            app.MapSignIn();
        return app;
    }
}
