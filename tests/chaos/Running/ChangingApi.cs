using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Orleans.Tx.Chaos.Tests.Running;

/// <summary>An API of one week whose pages, from some page on, have other names than before: as after a release in the night.</summary>
internal sealed class ChangingApi : IAsyncDisposable
{
    public const int Pages = 10;
    public const int PageSize = 20;
    public const string Week = "2025-W03";

    private LoopbackServer? _server;

    private ChangingApi()
    {
    }

    public string Url => _server!.Url;

    /// <summary>The first page with other names.</summary>
    public int ChangesAt { get; set; } = int.MaxValue;

    /// <summary>What has another name from there on, and which.</summary>
    public ImmutableDictionary<string, string> Renamed { get; set; } = ImmutableDictionary<string, string>.Empty;

    public static async Task<ChangingApi> Start()
    {
        var api = new ChangingApi();
        api._server = await LoopbackServer.Start(api.Answer, TestContext.Current.CancellationToken);
        return api;
    }

    /// <summary>The <c>tx.json</c> by which it is pulled, with the names that it has now or had.</summary>
    public string Configuration(string items = "/data", string customer = "/customer_id") =>
        $$"""
        {
          "Sources": {
            "changing": {
              "BaseUrl": "{{Url}}",
              "Path": "/orders",
              "Paging": { "Kind": "Page", "PageSize": {{PageSize}}, "TotalPages": "/total_pages", "Total": "/total" },
              "Records": { "Items": "{{items}}", "Customer": "{{customer}}" },
              "Limit": { "Requests": 1000, "Window": "00:00:10", "InFlight": 1 }
            }
          }
        }
        """;

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task Answer(HttpContext context)
    {
        var page = int.Parse(context.Request.Query["page"].ToString(), CultureInfo.InvariantCulture);
        var records = Enumerable.Range((page - 1) * PageSize, PageSize).Select(number => string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"id":"o{{number:000}}","{{Name("customer_id", page)}}":"c{{number % 7}}","created_at":"2025-01-14T12:00:00Z","amount":{{number}}.50,"currency":"EUR"}"""));
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(
            $$"""{"{{Name("data", page)}}":[{{string.Join(',', records)}}],"total_pages":{{Pages}},"total":{{Pages * PageSize}}}""", context.RequestAborted);
    }

    private string Name(string name, int page) => page >= ChangesAt ? Renamed.GetValueOrDefault(name, name) : name;
}
