using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;

namespace Orleans.Tx.Console.Tests.Service;

public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Requests = 10_000;
    private const int Seed = 7;

    [Fact]
    public async Task Whatever_is_asked_is_no_fault_of_the_service()
    {
        await using var work = new Workplace();
        await File.WriteAllTextAsync(
            work["orders.csv"], "customer,date,amount,currency\na,2026-01-06,3.50,EUR\na,2026-02-06,-1.00,EUR\nb,2026-01-07,2.25,USD\n", TestContext.Current.CancellationToken);
        await work.Output("import", "orders.csv");
        var service = await work.Serve();
        using var http = new HttpClient { BaseAddress = new Uri(service.Out.Split("answers at ")[1].Split(';')[0]) };
        using var document = JsonDocument.Parse(await http.GetStringAsync("openapi/v1.json", TestContext.Current.CancellationToken));
        var fuzzing = new Fuzzing(document.RootElement, new Random(Seed));
        Assert.True(fuzzing.Count > 30);

        var faults = new ConcurrentQueue<string>();
        var statuses = new ConcurrentDictionary<HttpStatusCode, int>();
        foreach (var several in Enumerable.Range(0, Requests).Chunk(16))
            await Task.WhenAll(several.Select(_ => fuzzing.Next()).ToList().Select(request => Ask(http, request, statuses, faults)));

        output.WriteLine(string.Join(", ", statuses.OrderBy(status => status.Key).Select(status => $"{(int)status.Key}: {status.Value}")));
        Assert.Empty(faults);
        Assert.Equal(Requests, statuses.Values.Sum());
        // Of the store's own reasons, hardly any: nearly all is answered, or refused as wrong.
        Assert.InRange(statuses.GetValueOrDefault(HttpStatusCode.ServiceUnavailable) + statuses.GetValueOrDefault(HttpStatusCode.GatewayTimeout), 0, Requests / 20);
        Assert.True(statuses.GetValueOrDefault(HttpStatusCode.OK) > Requests / 20);
        Assert.DoesNotContain("ExceptionHandlerMiddleware", service.Error, StringComparison.Ordinal);
    }

    private static async Task Ask(HttpClient http, HttpRequestMessage request, ConcurrentDictionary<HttpStatusCode, int> statuses, ConcurrentQueue<string> faults)
    {
        using (request)
        {
            var sent = $"{request.Method} {request.RequestUri} {(request.Content is null ? "" : await request.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))}";
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            statuses.AddOrUpdate(response.StatusCode, 1, (_, count) => count + 1);
            if (response.StatusCode is >= HttpStatusCode.InternalServerError and not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout))
                faults.Enqueue($"{(int)response.StatusCode} {sent}");
            // Events have no end.
            if (response.Content.Headers.ContentType?.MediaType != "text/event-stream")
                await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        }
    }
}
