using Orleans.Tx.Gateway.Http;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Gateway.Dashboard;

/// <summary>The page at <c>/</c>: revenue and pulls of one source, made anew every two seconds.</summary>
internal static class DashboardEndpoints
{
    public static void MapDashboard(this IEndpointRouteBuilder app) =>
        app.MapGet("/", async (SourceChoice sources, IGrainFactory grains, HttpResponse response, string? source, string? currency) =>
        {
            var name = await sources.Choose(source);
            var revenue = await RevenueEndpoints.Report(sources, grains, name, currency);
            var weeks = await grains.GetGrain<ISourceGrain>(name).Weeks();
            response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
            response.Headers.XContentTypeOptions = "nosniff";
            return Results.Text(DashboardPage.Render(name, revenue, weeks), "text/html; charset=utf-8");
        });
}
