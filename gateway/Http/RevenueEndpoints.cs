using Orleans.Tx.Gateway.Methods;
using Orleans.Tx.Gateway.Queries;
using Orleans.Tx.Grains.Queries;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Gateway.Http;

/// <summary>The revenue analysis from the store: months, cohorts, of all orders or of some.</summary>
internal static class RevenueEndpoints
{
    public static void MapRevenue(this IEndpointRouteBuilder api)
    {
        foreach (var table in Enum.GetValues<RevenueTable>())
        {
            var name = table.ToString().ToLowerInvariant();
            api.MapGet($"/revenue/{name}", async (
                HttpContext context, RenderedAnswers rendered, QueryMethods queries,
                string? source, string? from, string? to, string[]? customer, string? currency, string? @new) =>
            {
                if (customer is not { Length: > 1 })
                    return Results.Bytes(await rendered.Get(new(table, source, from, to, customer?.FirstOrDefault(), currency, @new)), "application/json; charset=utf-8");
                var question = new RevenueQuestion(AskedRows.Filter(from, to, customer, currency), @new);
                return Results.Ok(await queries.Revenue(table, source, question, context.RequestAborted));
            });
            api.MapPost($"/query/{name}", async (HttpContext context, QueryMethods queries, string? source) =>
            {
                var body = await QueryBody.Read(context.Request, source, "from", "to", "customer", "currency", "new");
                var question = new RevenueQuestion(body.Filter, body.New);
                return Results.Ok(await queries.Revenue(table, body.Source, question, context.RequestAborted));
            });
        }
    }

    internal static Task<RevenueAnswer> Report(this IGrainFactory grains, string source) =>
        grains.GetGrain<IRevenueGrain>(source).Report(new RevenueQuery(null));
}
