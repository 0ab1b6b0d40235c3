using Orleans.Tx.Gateway.Methods;
using Orleans.Tx.Gateway.Queries;

namespace Orleans.Tx.Gateway.Http;

/// <summary>Customers, rows and groups.</summary>
internal static class QueryEndpoints
{
    public static void MapQueries(this IEndpointRouteBuilder api)
    {
        // An id may hold slashes; as the parameter it may hold anything.
        api.MapGet("/customers", (QueryMethods queries, string? source, string? id) => queries.Customer(source, id));
        api.MapGet("/customers/{**id}", (QueryMethods queries, string id, string? source) => queries.Customer(source, id));

        api.MapGet("/transactions", async (
            HttpContext context, SourceChoice sources, IGrainFactory grains,
            string? source, string? from, string? to, string[]? customer, string? currency, string? limit, string? after) =>
            await TransactionAnswer.Write(
                context, grains, await sources.Choose(source), new(AskedRows.Filter(from, to, customer, currency), AskedRows.Limit(limit), after)));
        api.MapGet("/transactions/groups", async (
            HttpContext context, SourceChoice sources, IGrainFactory grains,
            string? source, string? by, string? from, string? to, string[]? customer, string? currency, string? @new) =>
            await GroupAnswer.Write(context, grains, await sources.Choose(source), new(by, AskedRows.Filter(from, to, customer, currency), @new)));

        api.MapPost("/query/transactions", async (HttpContext context, SourceChoice sources, IGrainFactory grains, string? source) =>
        {
            var body = await QueryBody.Read(context.Request, source, "from", "to", "customer", "currency", "limit", "after");
            await TransactionAnswer.Write(context, grains, await sources.Choose(body.Source), new(body.Filter, body.Limit, body.After));
        });
        api.MapPost("/query/groups", async (HttpContext context, SourceChoice sources, IGrainFactory grains, string? source) =>
        {
            var body = await QueryBody.Read(context.Request, source, "by", "from", "to", "customer", "currency", "new");
            await GroupAnswer.Write(context, grains, await sources.Choose(body.Source), new(body.By, body.Filter, body.New));
        });
    }
}
