using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Orleans.Tx.Console.Tests.Sources;

/// <summary>An API on loopback that repeats what it was told wherever it can: in its errors, its headers, and the URLs of next pages.</summary>
internal sealed class OrdersApi : IAsyncDisposable
{
    public const int Pages = 3;

    private readonly ConcurrentQueue<string> _requests = new();
    private LoopbackServer? _server;

    private OrdersApi()
    {
    }

    public string Url => _server!.Url;

    /// <summary>The path and query of every request.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>From this page on the answer is an error.</summary>
    public int FailsFrom { get; set; } = int.MaxValue;

    /// <summary>Left out of every record.</summary>
    public bool WithoutCustomer { get; set; }

    public static async Task<OrdersApi> Start()
    {
        var api = new OrdersApi();
        api._server = await LoopbackServer.Start(api.Answer, TestContext.Current.CancellationToken);
        return api;
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task Answer(HttpContext context)
    {
        var request = context.Request;
        var said = $"{request.Path}{request.QueryString}";
        _requests.Enqueue(said);
        var page = int.TryParse(request.Query["page"], CultureInfo.InvariantCulture, out var number) ? number : 1;
        context.Response.Headers["X-You-Said"] = Uri.EscapeDataString(said);
        if (page >= FailsFrom)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            await context.Response.WriteAsync($"Not allowed: {said} with {request.Headers.Authorization}{request.Headers["X-Key"]}", context.RequestAborted);
            return;
        }

        var next = page < Pages ? $"\"{request.Path}?{Parameters(request)}page={page + 1}\"" : "null";
        var customer = WithoutCustomer ? "" : $"\"customer_id\":\"c{page}\",";
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(
            $$"""{"data":[{"id":"o{{page}}",{{customer}}"created_at":"2025-01-14T12:00:00Z","amount":"10.00","currency":"EUR"}],"next":{{next}}}""",
            context.RequestAborted);
    }

    private static string Parameters(HttpRequest request) => string.Concat(request.Query.Where(parameter => parameter.Key != "page")
        .Select(parameter => $"{parameter.Key}={Uri.EscapeDataString(parameter.Value.ToString())}&"));
}
