namespace Orleans.Tx.Silo.Tests.Source;

/// <summary>What a request asks for.</summary>
public sealed class RequestTests
{
    [Fact]
    public async Task Request_asks_for_the_page_of_the_week() =>
        Assert.StartsWith(
            "GET /v1/transactions?from=2026-09-28T00%3A00%3A00Z&to=2026-10-05T00%3A00%3A00Z&page=3&per_page=100 HTTP/1.1",
            await TestSource.RequestFor(2, ("Path", "/v1/transactions")), StringComparison.Ordinal);

    [Theory]
    [InlineData("iso", "2026-09-28T00%3A00%3A00Z", "2026-10-05T00%3A00%3A00Z", "2026-10-04T23%3A59%3A59.999999Z")]
    [InlineData("date", "2026-09-28", "2026-10-05", "2026-10-04")]
    [InlineData("unix", "1790553600", "1791158400", "1791158399")]
    [InlineData("unix-ms", "1790553600000", "1791158400000", "1791158399999")]
    [InlineData("dd.MM.yyyy HH:mm", "28.09.2026%2000%3A00", "05.10.2026%2000%3A00", "04.10.2026%2023%3A59")]
    public async Task Times_are_written_in_the_format(string format, string from, string to, string last)
    {
        var head = await TestSource.RequestFor(
            0, ("TimeFormat", format), ("Query:f", "{from}"), ("Query:t", "{to}"), ("Query:l", "{last}"));
        Assert.StartsWith($"GET /?f={from}&l={last}&t={to}&page=1", head, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("iso", "2026-09-28T00%3A00%3A00%2B02%3A00")]
    [InlineData("date", "2026-09-28")]
    [InlineData("unix", "1790546400")]
    public async Task Weeks_begin_in_the_zone_of_the_source(string format, string from)
    {
        var head = await TestSource.RequestFor(0, ("Zone", "Europe/Berlin"), ("TimeFormat", format));
        Assert.Contains($"?from={from}&", head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Placeholders_stand_in_path_and_query_and_replace_the_parameters() =>
        Assert.StartsWith("GET /shops/a%2Fb/2026-09-28/4?list=size:25 HTTP/1.1", Uri.UnescapeDataString(await TestSource.RequestFor(
            3, ("Path", "shops/a%252Fb/{from}/{page}"), ("TimeFormat", "date"), ("Query:list", "size:{size}"), ("Paging:PageSize", "25"))),
            StringComparison.Ordinal);

    [Fact]
    public async Task Parameter_may_stand_several_times() =>
        Assert.Contains("?from=2026-09-28&status=a%26b&status=c&page=1", await TestSource.RequestFor(
            0, ("TimeFormat", "date"), ("Query:from", "{from}"), ("Query:status:0", "a&b"), ("Query:status:1", "c")), StringComparison.Ordinal);

    [Fact]
    public async Task Pages_are_counted_from_the_first_page() =>
        Assert.Contains("&p=7&n=50 ", await TestSource.RequestFor(
            7, ("Paging:FirstPage", "0"), ("Paging:Page", "p"), ("Paging:Size", "n"), ("Paging:PageSize", "50")), StringComparison.Ordinal);

    [Fact]
    public async Task Offsets_count_records_before_the_page()
    {
        var head = await TestSource.RequestFor(
            3, ("Paging:Kind", "Offset"), ("Paging:Offset", "skip"), ("Paging:FirstOffset", "1"), ("Paging:PageSize", "50"));
        Assert.Contains("&skip=151&per_page=50 ", head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Size_is_left_out_where_it_has_no_parameter() =>
        Assert.Contains("&page=1 HTTP", await TestSource.RequestFor(0, ("Paging:Size", null)), StringComparison.Ordinal);

    [Fact]
    public async Task Address_keeps_its_own_path_and_the_slash_at_the_end_of_the_path() =>
        Assert.StartsWith("GET /api/v2/orders/?from=", await RequestAt("/api/v2/", ("Path", "/orders/")), StringComparison.Ordinal);

    [Fact]
    public async Task Headers_are_sent_and_may_replace_accept_and_agent()
    {
        var head = await TestSource.RequestFor(
            0, ("Headers:X-Version", "2"), ("Headers:Accept", "application/vnd.acme+json"), ("Headers:User-Agent", "shop"));
        Assert.Contains("\r\nX-Version: 2\r\n", head, StringComparison.Ordinal);
        Assert.Contains("\r\nAccept: application/vnd.acme+json\r\n", head, StringComparison.Ordinal);
        Assert.Contains("\r\nUser-Agent: shop\r\n", head, StringComparison.Ordinal);
    }

    private static async Task<string> RequestAt(string path, params (string, string?)[] settings)
    {
        await using var server = new ApiServer(HttpAnswer.Page());
        using var api = TestSource.Api(server.Url + path, settings);
        await api.Fetch("acme", TestSource.Week, 0, TestContext.Current.CancellationToken);
        return Assert.Single(server.Requests);
    }
}
