using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Orleans.Tx.Console.Tests.Service;

/// <summary>An API on loopback whose records change under its readers: orders of 2025-W03 and the weeks around it, ten a page.</summary>
internal sealed class LiveApi : IAsyncDisposable
{
    public const string Week = "2025-W03";

    private const int PageSize = 10;

    private LoopbackServer? _server;

    private LiveApi(int orders) => Orders = [.. Enumerable.Range(0, orders).Select(number => Order(number))];

    public string Url => _server!.Url;

    /// <summary>The orders as they are now: id, customer, when, how much.</summary>
    public IReadOnlyList<(string Id, string Customer, string At, string Amount)> Orders { get; set; }

    /// <summary>Requests are answered only once this completes.</summary>
    public Task Opened { get; set; } = Task.CompletedTask;

    public static (string Id, string Customer, string At, string Amount) Order(int number, string at = "2025-01-14T12:00:00Z") => (
        string.Create(CultureInfo.InvariantCulture, $"o{number:D4}"), string.Create(CultureInfo.InvariantCulture, $"c{number % 7}"), at, "10.00");

    public static async Task<LiveApi> Start(int orders)
    {
        var api = new LiveApi(orders);
        api._server = await LoopbackServer.Start(api.Answer, TestContext.Current.CancellationToken);
        return api;
    }

    /// <summary>A workplace whose tx.json means this API.</summary>
    public Workplace Configured()
    {
        var work = new Workplace();
        work.Configure($$"""
            { "Sources": { "live": {
                "BaseUrl": "{{Url}}", "Path": "/orders", "Query": { "from": "{from}", "to": "{to}" },
                "Paging": { "Kind": "Page", "PageSize": {{PageSize}}, "Total": "/total" },
                "Records": { "Items": "/data", "Id": "/id", "Customer": "/customer", "OccurredAt": "/at", "Amount": "/amount", "DefaultCurrency": "EUR" },
                "Limit": { "Requests": 1000, "Window": "00:00:01" } } } }
            """);
        return work;
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task Answer(HttpContext context)
    {
        await Opened.WaitAsync(context.RequestAborted);
        var query = context.Request.Query;
        var page = int.Parse(query["page"].ToString(), CultureInfo.InvariantCulture);
        var (from, to) = (query["from"].ToString(), query["to"].ToString());
        var asked = Orders.Where(order => string.CompareOrdinal(order.At, from) >= 0 && string.CompareOrdinal(order.At, to) < 0).ToList();
        var data = asked.Skip((page - 1) * PageSize).Take(PageSize)
            .Select(order => new { id = order.Id, customer = order.Customer, at = order.At, amount = order.Amount });
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(JsonSerializer.Serialize(new { data, total = asked.Count }), context.RequestAborted);
    }
}
