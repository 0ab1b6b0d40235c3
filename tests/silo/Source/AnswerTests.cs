using System.IO.Compression;
using System.Text;
using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Silo.Tests.Source;

/// <summary>What becomes of each kind of answer.</summary>
public sealed class AnswerTests
{
    [Fact]
    public async Task Page_is_fetched_with_its_records_and_facts()
    {
        var page = await Fetched(HttpAnswer.Page(PageJson.Record(), ""","page":1,"total_pages":7,"total":"612" """));
        Assert.Equal(new PageFacts(1, 7, 612), page.Facts);
        Assert.Equal("t1", Assert.Single(page.Records).Id);
        Assert.Empty(page.SetAside);
        Assert.Equal(0, page.Outside);
    }

    [Theory]
    [InlineData("")]
    [InlineData(""","total_pages":null,"total":"many" """)]
    [InlineData(""","total_pages":-1,"total":1.5""")]
    [InlineData(""","total_pages":[],"total":9999999999999999999""")]
    public async Task Totals_that_are_no_counts_are_not_told(string facts) =>
        Assert.Equal(new PageFacts(0, null, null), (await Fetched(HttpAnswer.Page("", facts))).Facts);

    [Theory]
    [InlineData(429, "slow down", true)]
    [InlineData(429, "", true)]
    [InlineData(400, """{"error":"Too many requests"}""", false)]
    [InlineData(400, "RATE-LIMIT reached", false)]
    [InlineData(400, "daily quota used up", false)]
    public async Task Rejection_for_the_rate_limit_is_told_by_status_or_words(int status, string body, bool certain)
    {
        var rejected = Assert.IsType<PageAnswer.RateLimited>(await TestSource.Fetch(HttpAnswer.Of(status, body)));
        Assert.Equal(certain, rejected.Certain);
        Assert.Null(rejected.RetryAfter);
        Assert.Contains($"{status}", rejected.Message, StringComparison.Ordinal);
        Assert.Contains(body, rejected.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejection_by_another_status_needs_it_configured()
    {
        var answer = HttpAnswer.Of(503, "throttled");
        Assert.IsType<PageAnswer.Broken>(await TestSource.Fetch(answer));
        Assert.IsType<PageAnswer.RateLimited>(await TestSource.Fetch(answer, ("Limit:RejectedStatus", "503")));
    }

    [Fact]
    public async Task Rejection_by_other_words_needs_them_configured()
    {
        var answer = HttpAnswer.Of(400, "Bitte langsamer");
        Assert.IsType<PageAnswer.Refused>(await TestSource.Fetch(answer));
        Assert.IsType<PageAnswer.RateLimited>(await TestSource.Fetch(answer, ("Limit:RejectedWhen", "LANGSAMER")));
    }

    [Theory]
    [InlineData(400, "no such filter")]
    [InlineData(401, "who are you")]
    [InlineData(403, "not for you")]
    [InlineData(404, "nothing here")]
    [InlineData(410, "gone")]
    [InlineData(422, "unreadable filter")]
    public async Task Other_4xx_is_refused_with_the_words_of_the_api(int status, string body)
    {
        var refused = Assert.IsType<PageAnswer.Refused>(await TestSource.Fetch(HttpAnswer.Of(status, body)));
        Assert.StartsWith($"The API answered {status}: {body}", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(599)]
    [InlineData(408)]
    public async Task Failure_of_the_server_is_broken_and_was_counted(int status) =>
        Assert.False(Assert.IsType<PageAnswer.Broken>(await TestSource.Fetch(HttpAnswer.Of(status, "oops"))).MayArriveLater);

    [Theory]
    [InlineData("<!DOCTYPE html><html>We'll be right back</html>", "text/html; charset=utf-8", "text/html")]
    [InlineData("""{"data":[{"id":""", "application/json", "byte")]
    [InlineData("", "application/json", "byte")]
    [InlineData("""{"data":[]}]""", "application/json", "byte")]
    public async Task Body_that_is_no_json_is_broken(string body, string type, string named)
    {
        var broken = Assert.IsType<PageAnswer.Broken>(await TestSource.Fetch(HttpAnswer.Of(200, body, $"Content-Type: {type}")));
        Assert.False(broken.MayArriveLater);
        Assert.Contains(named, broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_nested_too_deeply_is_broken()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 100_000));
        Assert.IsType<PageAnswer.Broken>(await TestSource.Fetch(HttpAnswer.Page(deep)));
    }

    [Fact]
    public async Task Body_cut_off_by_the_connection_is_broken_and_was_counted()
    {
        await using var server = new ApiServer(async exchange =>
        {
            await exchange.Stream.WriteAsync(HttpAnswer.Page(PageJson.Record())[..^3], exchange.Stopped);
            return false;
        });
        using var api = TestSource.Api(server.Url);
        var broken = Assert.IsType<PageAnswer.Broken>(await api.Fetch("acme", TestSource.Week, 0, TestContext.Current.CancellationToken));
        Assert.False(broken.MayArriveLater);
        Assert.Contains("broke off", broken.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task Compressed_page_is_read(string encoding)
    {
        var page = await Fetched(HttpAnswer.Of(200, Compress(encoding, PageJson.Of(PageJson.Record())), $"Content-Encoding: {encoding}"));
        Assert.Single(page.Records);
    }

    [Fact]
    public async Task Damaged_compression_is_broken()
    {
        var body = Compress("gzip", PageJson.Of(PageJson.Record()));
        body[20] ^= 0xFF;
        Assert.IsType<PageAnswer.Broken>(await TestSource.Fetch(HttpAnswer.Of(200, body, "Content-Encoding: gzip")));
    }

    [Fact]
    public async Task Body_beyond_the_bound_is_refused_however_small_it_came()
    {
        var bomb = Compress("gzip", new string(' ', 40 * 1024 * 1024));
        var refused = Assert.IsType<PageAnswer.Refused>(await TestSource.Fetch(HttpAnswer.Of(200, bomb, "Content-Encoding: gzip")));
        Assert.Contains("32 MB", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Paging:PageSize", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_without_an_end_is_given_up_at_the_bound()
    {
        await using var server = new ApiServer(async exchange =>
        {
            await exchange.Stream.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), exchange.Stopped);
            var blanks = Encoding.ASCII.GetBytes(new string(' ', 64 * 1024));
            while (true)
                await exchange.Stream.WriteAsync(blanks, exchange.Stopped);
        });
        using var api = TestSource.Api(server.Url);
        Assert.IsType<PageAnswer.Refused>(await api.Fetch("acme", TestSource.Week, 0, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("""{"error":"no such week"}""")]
    [InlineData("""{"data":{"id":"t1"}}""")]
    [InlineData("""[{"id":"t1"}]""")]
    [InlineData("true")]
    public async Task Answer_without_the_array_is_refused(string body)
    {
        var refused = Assert.IsType<PageAnswer.Refused>(await TestSource.Fetch(HttpAnswer.Of(200, body)));
        Assert.Contains("'/data' (Records:Items)", refused.Message, StringComparison.Ordinal);
        Assert.Contains(body, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, """{"total":0}""")]
    [InlineData(200, """{"data":null,"total":0}""")]
    public async Task Answer_without_an_optional_array_is_an_empty_page(int status, string body)
    {
        var page = Assert.IsType<PageAnswer.Fetched>(await TestSource.Fetch(HttpAnswer.Of(status, body), ("Records:ItemsOptional", "true")));
        Assert.Equal(new PageFacts(0, null, 0), page.Facts);
    }

    [Fact]
    public async Task Answer_without_content_is_an_empty_page_where_the_array_is_optional()
    {
        var page = Assert.IsType<PageAnswer.Fetched>(await TestSource.Fetch(HttpAnswer.Of(204, ""), ("Records:ItemsOptional", "true")));
        Assert.Equal(0, page.Facts.Items);
        Assert.IsNotType<PageAnswer.Fetched>(await TestSource.Fetch(HttpAnswer.Of(204, "")));
    }

    [Fact]
    public async Task Body_may_be_the_array_itself_after_a_byte_order_mark()
    {
        var body = "\uFEFF[" + PageJson.Record() + "]";
        var page = Assert.IsType<PageAnswer.Fetched>(await TestSource.Fetch(HttpAnswer.Of(200, body), ("Records:Items", "")));
        Assert.Single(page.Records);
    }

    [Theory]
    [InlineData("/a~1b/m~0n/1", """{"a/b":{"m~n":[null,[]]}}""")]
    [InlineData("/", """{"":[]}""")]
    [InlineData("/x y/ü", """{"x y":{"\u00fc":[]}}""")]
    public async Task Pointers_have_escapes_and_places_in_arrays(string pointer, string body) =>
        Assert.IsType<PageAnswer.Fetched>(await TestSource.Fetch(HttpAnswer.Of(200, body), ("Records:Items", pointer)));

    [Fact]
    public async Task Words_of_the_api_are_one_short_line()
    {
        var body = "first\r\n\tsecond \u0001 third " + new string('x', 2000);
        var refused = Assert.IsType<PageAnswer.Refused>(await TestSource.Fetch(HttpAnswer.Of(418, body)));
        Assert.Contains("418: first second third xxx", refused.Message, StringComparison.Ordinal);
        Assert.Contains("x…", refused.Message, StringComparison.Ordinal);
        Assert.InRange(refused.Message.Length, 300, 400);
    }

    [Fact]
    public async Task Empty_answer_to_a_page_without_a_name_is_broken_not_empty()
    {
        var answer = await TestSource.Fetch(HttpAnswer.Of(200, "{\"data\":[],\"\\ud800\":1,\"total\":1}"), ("Records:Items", "/none"));
        Assert.IsNotType<PageAnswer.Fetched>(answer);
    }

    private static async Task<PageAnswer.Fetched> Fetched(byte[] answer) =>
        Assert.IsType<PageAnswer.Fetched>(await TestSource.Fetch(answer));

    private static byte[] Compress(string encoding, string text)
    {
        using var bytes = new MemoryStream();
        using (Stream stream = encoding switch
        {
            "gzip" => new GZipStream(bytes, CompressionLevel.Optimal),
            "br" => new BrotliStream(bytes, CompressionLevel.Fastest),
            _ => new ZLibStream(bytes, CompressionLevel.Optimal),
        })
            stream.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }
}
