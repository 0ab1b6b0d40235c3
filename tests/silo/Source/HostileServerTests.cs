using System.IO.Compression;
using System.Text;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Silo.Tests.Source;

/// <summary>Servers that mean harm, or are broken as if they did: an error or a record set aside, in bounded memory, and no secret elsewhere.</summary>
public sealed class HostileServerTests : IDisposable
{
    private const string Secret = "s3cr3t-w0rd";
    private const long Gigabyte = 1024 * 1024 * 1024;

    private readonly string _file = Path.GetTempFileName();

    public HostileServerTests() => File.WriteAllText(_file, Secret);

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData("Content-Length: 1073741824", 200, "32 MB")]
    [InlineData("Connection: close", 200, "32 MB")]
    [InlineData("Content-Length: 1073741824", 404, "xxxx")]
    public async Task Body_of_a_gigabyte_is_refused_in_bounded_memory(string header, int status, string message)
    {
        var sent = 0L;
        await using var server = new ApiServer(async exchange =>
        {
            await exchange.Stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status} Status\r\n{header}\r\n\r\n"), exchange.Stopped);
            var much = Encoding.ASCII.GetBytes(new string('x', 1024 * 1024));
            for (; sent < Gigabyte; sent += much.Length)
                await exchange.Stream.WriteAsync(much, exchange.Stopped);
            return false;
        });
        using var api = TestSource.Api(server.Url);
        var before = GC.GetTotalAllocatedBytes();
        var refused = Assert.IsType<PageAnswer.Refused>(await Fetch(api));
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, Gigabyte / 2);
        Assert.InRange(Interlocked.Read(ref sent), 0, Gigabyte / 8);
    }

    [Theory]
    [InlineData(200, "32 MB")]
    [InlineData(404, "The API answered 404")]
    public async Task Body_that_unpacks_to_a_gigabyte_is_refused_in_bounded_memory(int status, string message)
    {
        var bomb = Bomb();
        Assert.InRange(bomb.Length, 0, 2 * 1024 * 1024);
        await using var server = new ApiServer(HttpAnswer.Of(status, bomb, "Content-Encoding: gzip"));
        using var api = TestSource.Api(server.Url);
        var before = GC.GetTotalAllocatedBytes();
        Assert.Contains(message, Assert.IsType<PageAnswer.Refused>(await Fetch(api)).Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, Gigabyte / 2);
    }

    [Fact]
    public async Task Token_that_unpacks_to_a_gigabyte_is_broken_in_bounded_memory()
    {
        await using var server = new ApiServer(HttpAnswer.Of(200, Bomb(), "Content-Encoding: gzip"));
        using var api = TestSource.Api(
            server.Url, ("Auth:Kind", "OAuth2"), ("Auth:Grant", "client_credentials"), ("Auth:TokenUrl", $"{server.Url}/token"), ("Auth:ClientId", "me"),
            ("Auth:ClientSecret", $"file:{_file}"));
        var before = GC.GetTotalAllocatedBytes();
        Assert.IsType<PageAnswer.Broken>(await Fetch(api));
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, Gigabyte / 2);
    }

    [Theory]
    [InlineData("{},")]
    [InlineData("[],")]
    [InlineData("1,")]
    [InlineData("{\"a\":[{},{}]},")]
    public async Task Page_of_millions_of_small_values_is_refused_in_bounded_memory(string value)
    {
        var body = Encoding.ASCII.GetBytes(PageJson.Of(string.Concat(Enumerable.Repeat(value, 30_000_000 / value.Length)).TrimEnd(',')));
        await using var server = new ApiServer(HttpAnswer.Of(200, body));
        using var api = TestSource.Api(server.Url);
        var before = GC.GetTotalAllocatedBytes();
        Assert.Contains("The page holds more than", Assert.IsType<PageAnswer.Refused>(await Fetch(api)).Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, Gigabyte / 2);
    }

    [Theory]
    [InlineData("", "HTTP/1.1 100 Continue\r\n\r\n")]
    [InlineData("", "HTTP/1.1 103 Early Hints\r\nLink: </x>; rel=next\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n", "X: y\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", "X: y\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;x=", "yyyyyyyy")]
    public async Task Answer_that_never_comes_to_its_end_is_an_error(string first, string again)
    {
        await using var server = new ApiServer(async exchange =>
        {
            await exchange.Stream.WriteAsync(Encoding.ASCII.GetBytes(first), exchange.Stopped);
            var much = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(again, 1000)));
            while (true)
                await exchange.Stream.WriteAsync(much, exchange.Stopped);
        });
        using var api = TestSource.Api(server.Url, ("Timeout", "00:00:02"));
        Assert.True(await Fetch(api) is PageAnswer.Broken or PageAnswer.Refused, "it is neither a page nor waited for");
    }

    [Theory]
    [InlineData("", "No answer within 00:00:01", true)]
    [InlineData("HTTP/1.1 200 OK\r\nX: ", "No answer within 00:00:01", true)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", "No whole answer within 00:00:01", false)]
    [InlineData("HTTP/1.1 404 No\r\nContent-Length: 1000000\r\n\r\n", "No whole answer within 00:00:01", false)]
    public async Task Answer_that_drips_is_given_up_in_time(string first, string message, bool mayArriveLater)
    {
        await using var server = new ApiServer(async exchange =>
        {
            await exchange.Stream.WriteAsync(Encoding.ASCII.GetBytes(first), exchange.Stopped);
            while (true)
            {
                await exchange.Stream.WriteAsync(first.Length == 0 ? [] : "x"u8.ToArray(), exchange.Stopped);
                // The server's pace, which nothing waits for: without it the whole body would be there in time.
                await Task.Delay(10, exchange.Stopped);
            }
        });
        using var api = TestSource.Api(server.Url, ("Timeout", "00:00:01"));
        var broken = Assert.IsType<PageAnswer.Broken>(await Fetch(api));
        Assert.Contains(message, broken.Message, StringComparison.Ordinal);
        Assert.Equal(mayArriveLater, broken.MayArriveLater);
    }

    [Theory]
    [InlineData("{\"error\":\"overloaded\"}")]
    [InlineData("{\"errors\":[{\"code\":1}]}")]
    [InlineData("{\"data\":[],\"error\":{\"message\":\"overloaded\"}}")]
    [InlineData("{\"data\":null,\"error\":true}")]
    public async Task Error_with_status_200_does_not_pass_for_an_empty_page(string body)
    {
        var refused = Assert.IsType<PageAnswer.Refused>(await TestSource.Fetch(HttpAnswer.Of(200, body), ("Records:ItemsOptional", "true")));
        Assert.Contains($"tells of an error: {body}", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"data\":[],\"error\":null,\"errors\":[]}")]
    [InlineData("{\"data\":[],\"error\":\"\",\"errors\":{}}")]
    [InlineData("{\"data\":[],\"error\":false,\"errors\":0}")]
    public async Task Answer_that_tells_of_no_error_is_an_empty_page(string body) =>
        Assert.Equal(0, Assert.IsType<PageAnswer.Fetched>(await TestSource.Fetch(HttpAnswer.Of(200, body))).Facts.Items);

    [Fact]
    public async Task Page_of_a_hundred_thousand_records_is_refused()
    {
        var page = HttpAnswer.Page(string.Join(",", Enumerable.Repeat(PageJson.Record(), 100_000)));
        var refused = Assert.IsType<PageAnswer.Refused>(await TestSource.Fetch(page));
        Assert.Equal("The page holds 100000 records, and at most 20000 are taken; ask for fewer with Paging:Size and PageSize", refused.Message);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(1_000_000)]
    public async Task Deeply_nested_page_is_an_error(int depth)
    {
        var body = PageJson.Of(PageJson.Record(more: $",\"deep\":{new string('[', depth)}{new string(']', depth)}"));
        Assert.Contains("no JSON", Assert.IsType<PageAnswer.Broken>(await TestSource.Fetch(HttpAnswer.Of(200, body))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Redirect_to_another_host_takes_no_secret_along(int status)
    {
        await using var other = new ApiServer(HttpAnswer.Page());
        foreach (var (kind, name) in new[] { ("Bearer", null), ("Basic", null), ("Header", "X-Key"), ("Query", "api_key") })
        {
            await using var server = new ApiServer(exchange => exchange.Answer(
                HttpAnswer.Of(status, "", $"Location: {other.Url}/there?{new AskedFor(exchange.Head)["api_key"]}")));
            await File.WriteAllTextAsync(_file, kind == "Basic" ? $"user:{Secret}" : Secret, TestContext.Current.CancellationToken);
            using var api = TestSource.Api(server.Url, ("Auth:Kind", kind), ("Auth:Name", name), ("Auth:Secret", $"file:{_file}"));
            Assert.DoesNotContain(Secret, Assert.IsType<PageAnswer.Refused>(await Fetch(api)).Message, StringComparison.Ordinal);
        }

        Assert.Equal(0, other.Connections);
    }

    [Theory]
    [InlineData("\"9999-12-31T23:59:59.9999999Z\"", null)]
    [InlineData("\"9999-12-31T23:59:59-23:59\"", "bad-time")]
    [InlineData("\"0001-01-01T00:00:00+23:59\"", "bad-time")]
    [InlineData("\"10000-01-01\"", "bad-time")]
    [InlineData("\"0000-00-00T00:00:00Z\"", "bad-time")]
    [InlineData("253402300799", null)]
    [InlineData("253402300800", "bad-time")]
    [InlineData("-62135596801", "bad-time")]
    [InlineData("9223372036854775807", "bad-time")]
    [InlineData("1e999999999", "bad-time")]
    [InlineData("\"2026-02-30\"", "bad-time")]
    public async Task Time_at_the_end_of_all_days_is_outside_the_week_or_set_aside(string time, string? reason)
    {
        var page = Assert.IsType<PageAnswer.Fetched>(await TestSource.Fetch(HttpAnswer.Page(PageJson.Record(time: time))));
        Assert.Equal((reason is null ? 1 : 0, reason), (page.Outside, page.SetAside.SingleOrDefault()?.Reason));
        Assert.Empty(page.Records);
    }

    [Theory]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    [InlineData("1000000000000000")]
    [InlineData("99999999999999999999999999999999999999999")]
    [InlineData("0.0000000000000000000000000000000000001")]
    [InlineData("\"NaN\"")]
    [InlineData("\"Infinity\"")]
    [InlineData("\"0x10\"")]
    public async Task Amount_out_of_range_is_set_aside(string amount)
    {
        var page = Assert.IsType<PageAnswer.Fetched>(await TestSource.Fetch(HttpAnswer.Page(PageJson.Record(amount: amount))));
        Assert.Equal("bad-amount", Assert.Single(page.SetAside).Reason);
    }

    [Fact]
    public async Task Amount_of_a_million_digits_is_set_aside()
    {
        var page = Assert.IsType<PageAnswer.Fetched>(await TestSource.Fetch(HttpAnswer.Page(PageJson.Record(amount: new string('9', 1_000_000)))));
        Assert.Equal("bad-amount", Assert.Single(page.SetAside).Reason);
    }

    [Fact]
    public async Task Cursor_that_is_too_long_is_refused()
    {
        var page = HttpAnswer.Page("", $",\"next\":\"{new string('x', 1_000_000)}\"");
        var answer = await TestSource.Fetch(page, ("Paging:Kind", "Cursor"), ("Paging:Cursor", "c"), ("Paging:Next", "/next"));
        Assert.Contains("longer than 16384 characters", Assert.IsType<PageAnswer.Refused>(answer).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Link: <")]
    [InlineData("Link: <>; rel=next")]
    [InlineData("Link: <http://[>; rel=next")]
    [InlineData("Link: </x>; rel=\"next")]
    [InlineData("Link: </x>; rel=\"a\\")]
    [InlineData("Link: </x>; =; ;; rel")]
    [InlineData("Link: ,,,;;;<a")]
    [InlineData("Link: </x>; rel=prev; rel=next")]
    [InlineData("Link: </x>; rel=next; anchor=\"/other\"")]
    public async Task Damaged_link_is_no_link_or_an_error(string header)
    {
        var answer = await TestSource.Fetch(HttpAnswer.Of(200, PageJson.Of(""), header), ("Paging:Kind", "Link"));
        Assert.True(answer is PageAnswer.Refused or PageAnswer.Fetched { Facts.Next: null or "/x" }, answer.ToString());
    }

    [Fact]
    public async Task Headers_without_end_are_an_error()
    {
        await using var server = new ApiServer(async exchange =>
        {
            await exchange.Stream.WriteAsync("HTTP/1.1 200 OK\r\n"u8.ToArray(), exchange.Stopped);
            while (true)
                await exchange.Stream.WriteAsync(Encoding.ASCII.GetBytes($"X-Much: {new string('x', 64 * 1024)}\r\n"), exchange.Stopped);
        });
        using var api = TestSource.Api(server.Url);
        Assert.IsType<PageAnswer.Broken>(await Fetch(api));
    }

    /// <summary>A gigabyte of blanks, packed megabyte by megabyte.</summary>
    private static byte[] Bomb()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            gzip.Write(Encoding.ASCII.GetBytes(new string(' ', 1024 * 1024)));
        return [.. Enumerable.Repeat(packed.ToArray(), 1024).SelectMany(part => part)];
    }

    private static Task<PageAnswer> Fetch(ISourceApi api) => api.Fetch("acme", TestSource.Week, 0, TestContext.Current.CancellationToken);
}
