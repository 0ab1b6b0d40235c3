using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.Extensions.Hosting;
using Orleans.Tx.Gateway.Dashboard.Access;
using Orleans.Tx.Gateway.Dashboard.Assets;
using Orleans.Tx.Gateway.Dashboard.Downloads;
using Orleans.Tx.Gateway.Dashboard.Live;
using Orleans.Tx.Gateway.Dashboard.Shell;
using Orleans.Tx.Gateway.Security;

namespace Orleans.Tx.Gateway.Dashboard;

/// <summary>The pages at <c>/</c>: drawn here, sent as HTML, and kept up to date by a channel that each page keeps open.</summary>
internal static class DashboardExtensions
{
    // Its own scripts alone, and no text that is run; styles of elements are written by the pages.
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        + "connect-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    // A list of customers that is pasted comes as one message.
    private const long MostMessageBytes = 1 << 20;

    public static void AddDashboard(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub => hub.MaximumReceiveMessageSize = MostMessageBytes);
        services.AddSingleton<IAntiforgery, NoForms>();
        services.AddSingleton<RecentAnswers>();
        services.AddScoped<Visitor>();
    }

    public static void MapDashboard(this IEndpointRouteBuilder app)
    {
        app.MapAssets();
        app.MapDownloads();
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(server => server.ContentSecurityFrameAncestorsPolicy = null)
            // Pages take no forms; what comes through the channel has the page's own session.
            .DisableAntiforgery()
            .Reads()
            .Add(Guard);
    }

    private static void Guard(EndpointBuilder endpoint)
    {
        var answer = endpoint.RequestDelegate ?? throw new InvalidOperationException($"{endpoint.DisplayName} answers nothing");
        if (endpoint.Metadata.OfType<ComponentTypeMetadata>().Any())
        {
            endpoint.RequestDelegate = context =>
            {
                context.Response.Headers.ContentSecurityPolicy = Policy;
                return answer(context);
            };
            return;
        }

        endpoint.Metadata.Add(new CircuitMetadata());
        // Its own script opens and closes the channel with bodies that look like forms.
        endpoint.Metadata.Add(new FormMetadata());
        // Channels are closed when a stop begins; a page would open the next at once, and that would hold the stop up.
        endpoint.RequestDelegate = context => context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested
            ? Refusal.Write(context, StatusCodes.Status503ServiceUnavailable, "the service is stopping")
            : answer(context);
    }
}
