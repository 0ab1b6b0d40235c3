using System.Net;
using Orleans.Tx.Gateway.Tests.Hosting;

namespace Orleans.Tx.Gateway.Tests.Security;

public sealed class AnswerHeadersTests
{
    [Theory]
    [InlineData("/v1/weeks", 200)]
    [InlineData("/v1/weeks?rubbish=1", 400)]
    [InlineData("/v1/customers/x", 200)]
    [InlineData("/healthz", 200)]
    [InlineData("/nothing", 404)]
    public async Task Every_answer_tells_a_browser_to_guess_frame_and_keep_nothing(string path, int status)
    {
        await using var gateway = await RunningGateway.Start();
        using var response = await gateway.Send(HttpMethod.Get, path);

        Assert.Equal((HttpStatusCode)status, response.StatusCode);
        Assert.Equal("nosniff", Single(response, "X-Content-Type-Options"));
        Assert.Equal("same-origin", Single(response, "Referrer-Policy"));
        Assert.Equal("same-origin", Single(response, "Cross-Origin-Resource-Policy"));
        Assert.Contains("no-store", Single(response, "Cache-Control"), StringComparison.Ordinal);
        var policy = Single(response, "Content-Security-Policy");
        Assert.StartsWith("default-src 'none'; ", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script", policy, StringComparison.Ordinal);
    }

    private static string Single(HttpResponseMessage response, string header) => Assert.Single(response.Headers.GetValues(header));
}
