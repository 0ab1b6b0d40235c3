using System.Text;
using Orleans.Tx.Charts;
using Orleans.Tx.Gateway.Dashboard.Figures;
using Orleans.Tx.Gateway.Dashboard.Filters;
using Orleans.Tx.Gateway.Http;
using Orleans.Tx.Gateway.Queries;
using Orleans.Tx.Gateway.Security;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Gateway.Dashboard.Downloads;

/// <summary>What the pages show, as files: the same filters in the address, the same answer.</summary>
internal static class DownloadEndpoints
{
    public static void MapDownloads(this IEndpointRouteBuilder app)
    {
        foreach (var table in Enum.GetValues<RevenueTable>())
        {
            var name = table.ToString().ToLowerInvariant();
            app.MapGet($"/download/{name}.csv", async (HttpContext context, SourceChoice sources, IGrainFactory grains) =>
            {
                var (_, answer) = await Answer(context, sources, grains);
                using var text = new StringWriter();
                RevenueCsv.Write(table, answer, text);
                return Results.File(Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8", $"{name}.csv");
            }).Reads();
            app.MapGet($"/download/{name}.svg", async (HttpContext context, SourceChoice sources, IGrainFactory grains) =>
            {
                var (source, answer) = await Answer(context, sources, grains);
                var picture = new RevenueChart(table.Of(answer), source, Caption(answer)).Draw();
                return Results.File(Encoding.UTF8.GetBytes(picture.ToString()), "image/svg+xml", $"{name}.svg");
            }).Reads();
        }
    }

    private static async Task<(string Source, RevenueAnswer Answer)> Answer(HttpContext context, SourceChoice sources, IGrainFactory grains)
    {
        string? Value(string name) => context.Request.Query[name].FirstOrDefault() is { Length: > 0 } value ? value : null;
        var source = await sources.Choose(Value("source"));
        return (source, await grains.Revenue(source, OrderFilters.Of(Value).Question, context.RequestAborted));
    }

    private static IEnumerable<string> Caption(RevenueAnswer answer)
    {
        yield return $"New by {answer.Definition}: {Finality.Meaning(answer.Definition)}. Months in {answer.Zone}.";
        yield return $"{Amount.Count(answer.Rows)} orders of {Amount.Count(answer.Customers)} customers.";
        if (Finality.Of(answer) is { } final)
            yield return final;
    }
}
