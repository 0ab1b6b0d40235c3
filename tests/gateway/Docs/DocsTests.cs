using System.Net;
using System.Text.RegularExpressions;
using Orleans.Tx.Gateway.Tests.Hosting;

namespace Orleans.Tx.Gateway.Tests.Docs;

public sealed partial class DocsTests
{
    [Fact]
    public async Task Document_has_every_endpoint_of_the_API_with_its_parameters()
    {
        await using var gateway = await RunningGateway.Start();
        var document = await gateway.Json("/openapi/v1.json");

        var paths = document.GetProperty("paths").EnumerateObject().Select(path => path.Name).Order(StringComparer.Ordinal);
        var mapped = gateway.Endpoints.Select(endpoint => endpoint.RoutePattern.RawText!).Where(path => path.StartsWith("/v1/", StringComparison.Ordinal))
            .Select(path => path.Replace("**", "", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(mapped, paths);
        var months = document.GetProperty("paths").GetProperty("/v1/revenue/months").GetProperty("get");
        Assert.Equal(
            ["source", "from", "to", "customer", "currency", "new"],
            months.GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString()));
        Assert.StartsWith("Needs a key with scope read", months.GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.True(document.GetProperty("paths").GetProperty("/v1/query/groups").GetProperty("post").TryGetProperty("requestBody", out _));
        Assert.DoesNotContain("127.0.0.1", document.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_come_whole_from_the_gateway_and_run_no_script_that_stands_in_them()
    {
        await using var gateway = await RunningGateway.Start();
        using var response = await gateway.Send(HttpMethod.Get, "/docs/index.html");
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        var parts = Part().Matches(page).Select(part => part.Groups[1].Value).ToList();
        Assert.Contains("./index.js", parts);
        foreach (var part in parts)
        {
            using var served = await gateway.Send(HttpMethod.Get, $"/docs/{part}");
            Assert.True(served.IsSuccessStatusCode, $"{part}: {served.StatusCode}");
        }

        Assert.DoesNotMatch(InlineScript(), page);
    }

    [Fact]
    public async Task Pages_need_a_key_where_there_are_keys()
    {
        var keys = new Keys();
        await using var gateway = await RunningGateway.Start(keys.Security);
        foreach (var path in (string[])["/docs/index.html", "/docs/index.js", "/openapi/v1.json"])
        {
            await gateway.Problem(path, HttpStatusCode.Unauthorized);
            using var response = await gateway.Send(HttpMethod.Get, path, request => request.Headers.Authorization = new("Bearer", keys.Reading));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    [GeneratedRegex("(?:src|href)=\"([^\"]*)\"", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Part();

    [GeneratedRegex("<script(?![^>]*src=)[^>]*>", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InlineScript();
}
