using Orleans.Tx.Gateway.Http;
using Orleans.Tx.Gateway.Methods;
using Orleans.Tx.Gateway.Security;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Gateway.Dashboard;

/// <summary>The page at <c>/</c>: revenue and pulls of one source.</summary>
internal static class DashboardEndpoints
{
    public static void MapDashboard(this IEndpointRouteBuilder app) =>
        app.MapGet("/", async (SourceChoice sources, IGrainFactory grains, HttpContext context, string? source) =>
        {
            PageHeaders.Write(context.Response.Headers);
            try
            {
                return Results.Text(DashboardPage.Render(await View(sources, grains, source), context.User.KeyName), PageHeaders.ContentType);
            }
            catch (TxException trouble)
            {
                // Not a problem's JSON: a person looks at it, and the page has to look again by itself.
                return Results.Text(DashboardPage.RenderTrouble(trouble.Message, await Names(sources, trouble)), PageHeaders.ContentType, statusCode: Problems.StatusOf(trouble));
            }
        }).Reads();

    private static async Task<DashboardView> View(SourceChoice sources, IGrainFactory grains, string? named)
    {
        var source = await sources.Choose(named);
        var revenue = grains.Report(source);
        var weeks = grains.GetGrain<ISourceGrain>(source).Weeks();
        var limiter = grains.LimiterIfAny(source);
        return new DashboardView(source, await sources.All(), await revenue, await weeks, await limiter);
    }

    private static async Task<IReadOnlyList<string>> Names(SourceChoice sources, TxException trouble) =>
        trouble.Error == TxError.Unavailable ? [] : await sources.All();
}
