using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Orleans.Tx.Gateway.Tests.Hosting;

namespace Orleans.Tx.Gateway.Tests.Dashboard;

public sealed partial class AssetTests(ServedGateway served) : IClassFixture<ServedGateway>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_that_a_page_names_is_served_and_may_be_kept_for_ever()
    {
        var gateway = served.Fresh();
        var named = Named().Matches(await gateway.Page("/")).Select(match => match.Groups[1].Value).ToList();

        Assert.Subset(named.Select(path => path.Split('/', '?')[2]).ToHashSet(StringComparer.Ordinal), new HashSet<string>(["blazor.web.js", "dashboard.css", "dashboard.js", "icon.svg"], StringComparer.Ordinal));
        foreach (var path in named)
        {
            using var response = await gateway.Send(HttpMethod.Get, path);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal(TimeSpan.FromDays(365), response.Headers.CacheControl?.MaxAge);
            Assert.True(response.Headers.CacheControl?.Private);
        }
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task Asset_is_packed_for_who_takes_that_and_the_same_within(string encoding)
    {
        var gateway = served.Fresh();
        using var plain = await gateway.Send(HttpMethod.Get, "/assets/blazor.web.js");
        using var packed = await gateway.Send(HttpMethod.Get, "/assets/blazor.web.js", request => request.Headers.AcceptEncoding.ParseAdd($"{encoding}, deflate"));

        Assert.Equal(encoding, Assert.Single(packed.Content.Headers.ContentEncoding));
        Assert.Contains("Accept-Encoding", packed.Headers.Vary);
        var stream = await packed.Content.ReadAsStreamAsync(Cancellation);
        using var reader = new StreamReader(encoding == "br" ? new BrotliStream(stream, CompressionMode.Decompress) : new GZipStream(stream, CompressionMode.Decompress));
        Assert.Equal(await plain.Content.ReadAsStringAsync(Cancellation), await reader.ReadToEndAsync(Cancellation));
        Assert.NotEqual(plain.Headers.ETag, packed.Headers.ETag);
    }

    [Fact]
    public async Task Asset_that_a_browser_has_is_not_sent_again()
    {
        var gateway = served.Fresh();
        using var first = await gateway.Send(HttpMethod.Get, "/assets/dashboard.css");
        using var second = await gateway.Send(HttpMethod.Get, "/assets/dashboard.css", request => request.Headers.IfNoneMatch.Add(first.Headers.ETag!));

        Assert.Equal("text/css; charset=utf-8", first.Content.Headers.ContentType?.ToString());
        Assert.True(first.Headers.CacheControl?.NoCache);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task Asset_that_is_not_there_is_not_found() => await served.Fresh().Problem("/assets/other.js", HttpStatusCode.NotFound);

    [GeneratedRegex("(?:src|href)=\"(/assets/[^\"]+)\"", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Named();
}
