using System.Globalization;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Silo.Tests.Source;

/// <summary>Every way to get from page to page, against servers that have it.</summary>
public sealed class PagingTests : IDisposable
{
    private const string Secret = "s3cr3t-w0rd";

    private readonly string _file = Path.GetTempFileName();

    public PagingTests() => File.WriteAllText(_file, Secret);

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task Cursor_is_taken_from_the_answer()
    {
        await using var server = new ApiServer(exchange =>
        {
            var from = new AskedFor(exchange.Head)["after"] is { } token ? int.Parse(token[3..], CultureInfo.InvariantCulture) : 0;
            var next = from + 2 < 5 ? $"\"c+={from + 2}\"" : "null";
            return exchange.Answer(HttpAnswer.Page(Shelf.Records(from, 2, 5), $$""","paging":{"next":{{next}}}"""));
        });
        var walk = await Through(server, ("Paging:Kind", "Cursor"), ("Paging:Cursor", "after"), ("Paging:Next", "/paging/next"), ("Paging:Size", "limit"));
        Assert.Equal(Shelf.Ids(5), walk.Ids);
        Assert.Equal(["token:1:c+=2", "token:2:c+=4", "page:3"], walk.Cursors);
        Assert.Contains("&limit=100 ", server.Requests[0], StringComparison.Ordinal);
        Assert.DoesNotContain("after=", server.Requests[0], StringComparison.Ordinal);
        Assert.Contains("&after=c%2B%3D2&limit=100 ", server.Requests[1], StringComparison.Ordinal);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task Cursor_may_be_a_number_and_stand_in_a_parameter_or_the_path()
    {
        await using var server = new ApiServer(exchange => exchange.Answer(HttpAnswer.Page(
            Shelf.Records(0, 1, 1), exchange.Head.Contains("12345678901234567890", StringComparison.Ordinal) ? "" : ""","next":12345678901234567890""")));
        var walk = await Through(
            server, ("Paging:Kind", "Cursor"), ("Paging:Next", "/next"), ("Paging:Size", null), ("TimeFormat", "date"), ("Query:from", "{from}"),
            ("Query:token", "{cursor}"), ("Query:both", "x:{cursor}"), ("Path", "/v1{cursor}"));
        Assert.Equal(2, walk.Pages.Count);
        Assert.StartsWith("GET /v1?both=x%3A&from=2026-09-28 HTTP", server.Requests[0], StringComparison.Ordinal);
        Assert.StartsWith(
            "GET /v112345678901234567890?both=x%3A12345678901234567890&from=2026-09-28&token=12345678901234567890 HTTP",
            server.Requests[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4, 3)]
    [InlineData(5, 4)]
    [InlineData(0, 1)]
    public async Task Cursor_from_the_last_record_ends_at_the_empty_page(int records, int requests)
    {
        await using var server = new ApiServer(exchange => exchange.Answer(HttpAnswer.Page(After(exchange, "starting_after", records))));
        var walk = await Through(server, LastId);
        Assert.Equal(Shelf.Ids(records), walk.Ids);
        Assert.Equal(requests, server.Requests.Count);
    }

    [Theory]
    [InlineData("true", "false")]
    [InlineData("\"True\"", "\"false\"")]
    [InlineData("1", "0")]
    public async Task Cursor_from_the_last_record_ends_where_the_answer_tells_so(string yes, string no)
    {
        await using var server = new ApiServer(exchange =>
        {
            var page = After(exchange, "starting_after", 4);
            return exchange.Answer(HttpAnswer.Page(page, $$""","has_more":{{(page.Contains("r3", StringComparison.Ordinal) ? no : yes)}}"""));
        });
        var walk = await Through(server, [.. LastId, ("Paging:HasMore", "/has_more")]);
        Assert.Equal(Shelf.Ids(4), walk.Ids);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Cursor_from_the_last_record_ends_at_the_short_page_where_it_is_said_to()
    {
        await using var server = new ApiServer(exchange => exchange.Answer(HttpAnswer.Page(After(exchange, "starting_after", 5))));
        var walk = await Through(server, [.. LastId, ("Paging:End", "Short"), ("Paging:PageSize", "2")]);
        Assert.Equal(Shelf.Ids(5), walk.Ids);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task Server_that_does_not_know_the_cursor_is_found_out()
    {
        await using var server = new ApiServer(HttpAnswer.Page(Shelf.Records(0, 2, 2)));
        var walk = await Through(server, LastId);
        Assert.Contains("circle", walk.Wrong, StringComparison.Ordinal);
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData("Next", "/next", """{"data":[],"more":true}""", "The answer tells that more pages follow (/more), and has no '/next' (Paging:Next)")]
    [InlineData("Next", "/next", """{"data":[],"next":{"a":1}}""", "What the answer has at '/next' (Paging:Next) for the next page is no text")]
    [InlineData("NextFromLast", "/no", """{"data":[{"id":1}]}""", "The last record of the page has no text or number at '/no' (Paging:NextFromLast)")]
    [InlineData("NextFromLast", "/id", """{"data":[5]}""", "The last record of the page has no text or number at '/id'")]
    [InlineData("Next", "/next", """{"data":[],"next":"a\u0000b"}""", "What the answer has at '/next' (Paging:Next) for the next page is longer than")]
    public async Task Answer_that_does_not_tell_how_to_go_on_is_refused(string key, string pointer, string body, string message)
    {
        var answer = await TestSource.Fetch(
            HttpAnswer.Of(200, body), ("Paging:Kind", "Cursor"), ("Paging:Cursor", "c"), ($"Paging:{key}", pointer), ("Paging:HasMore", "/more"));
        Assert.StartsWith(message, Assert.IsType<PageAnswer.Refused>(answer).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_header_leads_from_page_to_page_as_it_is_given()
    {
        await using var server = new ApiServer(exchange =>
        {
            var asked = new AskedFor(exchange.Head);
            var from = asked.Number("page_info");
            string[] links = from + 2 < 5
                ? ["Link: <http://elsewhere.example/x>; rel=\"previous\"",
                    $"link: </>; rel=first, <{Origin(exchange)}/v2/orders?page_info={from + 2}&a=b%20c,d;e>; title=\"x, <y>; rel=prev\"; REL=\"last Next\""]
                : ["Link: </v2/orders>; rel=\"previous\""];
            return exchange.Answer(HttpAnswer.Of(200, PageJson.Of(Shelf.Records(from, 2, 5)), links));
        });
        var walk = await Through(server, ("Paging:Kind", "Link"), ("Path", "/v1/orders"));
        Assert.Equal(Shelf.Ids(5), walk.Ids);
        Assert.Equal(["token:1:/v2/orders?page_info=2&a=b%20c,d;e", "token:2:/v2/orders?page_info=4&a=b%20c,d;e", "page:3"], walk.Cursors);
        Assert.StartsWith("GET /v2/orders?page_info=2&a=b%20c,d;e HTTP", server.Requests[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/orders?page=2", "/v1/orders?page=2")]
    [InlineData("?page=2", "/api/orders?page=2")]
    [InlineData("other#here", "/api/other")]
    [InlineData("//{host}/x", "/x")]
    [InlineData("HTTP://{host}/x?y", "/x?y")]
    public async Task Url_of_the_next_page_may_be_relative(string next, string expected)
    {
        await using var server = new ApiServer(exchange => exchange.Answer(HttpAnswer.Page(
            Shelf.Records(0, 1, 1), $$""","next":"{{next.Replace("{host}", Origin(exchange)["http://".Length..], StringComparison.Ordinal)}}" """)));
        using var api = TestSource.Api(server.Url, ("Paging:Kind", "NextUrl"), ("Paging:Next", "/next"), ("Path", "/api/orders"));
        var page = Assert.IsType<PageAnswer.Fetched>(await api.Fetch("acme", TestSource.Week, 0, TestContext.Current.CancellationToken));
        Assert.Equal(expected, page.Facts.Next);
    }

    [Theory]
    [InlineData("Link", "http://elsewhere.example/orders", "leads to http://elsewhere.example, and only http://127.0.0.1:")]
    [InlineData("NextUrl", "http://elsewhere.example/orders", "leads to http://elsewhere.example, and only http://127.0.0.1:")]
    [InlineData("NextUrl", "//elsewhere.example/orders", "leads to http://elsewhere.example, and only http://127.0.0.1:")]
    [InlineData("NextUrl", "https://127.0.0.1:{port}/orders", "leads to https://127.0.0.1:")]
    [InlineData("NextUrl", "http://127.0.0.1:1/orders", "leads to http://127.0.0.1:1, and only")]
    [InlineData("NextUrl", "http://127.0.0.1.elsewhere.example:{port}/", "leads to http://127.0.0.1.elsewhere.example")]
    [InlineData("NextUrl", "http://127.0.0.1:{port}@elsewhere.example/", "holds a user or password")]
    [InlineData("NextUrl", "file:///etc/passwd", "leads to file://")]
    [InlineData("NextUrl", "http://", "is no URL")]
    public async Task Url_of_the_next_page_elsewhere_is_refused_and_nobody_is_asked(string kind, string next, string message)
    {
        await using var server = new ApiServer(exchange =>
        {
            var url = next.Replace("{port}", new Uri(Origin(exchange)).Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
            return exchange.Answer(HttpAnswer.Of(200, $$"""{"data":[],"next":"{{url}}"}""", $"Link: <{url}>; rel=next"));
        });
        using var api = TestSource.Api(
            server.Url, ("Paging:Kind", kind), ("Paging:Next", kind == "NextUrl" ? "/next" : null), ("Auth:Kind", "Bearer"), FileSecret);
        var refused = Assert.IsType<PageAnswer.Refused>(await api.Fetch("acme", TestSource.Week, 0, TestContext.Current.CancellationToken));
        Assert.StartsWith("The URL of the next page (", refused.Message, StringComparison.Ordinal);
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("Link")]
    [InlineData("NextUrl")]
    public async Task Secret_in_the_url_of_the_next_page_is_not_kept_and_put_on_anew(string kind)
    {
        await using var server = new ApiServer(exchange =>
        {
            var asked = new AskedFor(exchange.Head);
            var page = asked.Number("page", 1);
            var url = $"/orders?api_key={Secret}&page={page + 1}&SIGN=x&sign={Secret}";
            var next = page < 3 ? $$""","next":"{{url}}" """ : "";
            return exchange.Answer(HttpAnswer.Of(
                200, $$"""{"data":[{{Shelf.Records(page, 1, 10)}}]{{next}}}""", page < 3 ? [$"Link: <{url}>; rel=next"] : []));
        });
        var walk = await Through(
            server, ("Paging:Kind", kind), ("Paging:Next", kind == "NextUrl" ? "/next" : null), ("Auth:Kind", "Query"), ("Auth:Name", "api_key"),
            FileSecret, ("Query:sign", $"file:{_file}"), ("Query:from", "{from}"));
        Assert.Equal(["token:1:/orders?page=2", "token:2:/orders?page=3", "page:3"], walk.Cursors);
        Assert.All(server.Requests, request => Assert.Equal(2, request.Split(Secret).Length - 1));
        Assert.StartsWith($"GET /orders?page=2&sign={Secret}&api_key={Secret} HTTP", server.Requests[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Cursor")]
    [InlineData("NextUrl")]
    public async Task Secret_elsewhere_in_what_leads_to_the_next_page_is_refused_without_telling_it(string kind)
    {
        var cursor = kind == "Cursor" ? "c" : null;
        var answer = await TestSource.Fetch(
            HttpAnswer.Page("", $$""","next":"/orders/{{Secret}}" """), ("Paging:Kind", kind), ("Paging:Next", "/next"), ("Paging:Cursor", cursor),
            ("Auth:Kind", "Bearer"), FileSecret);
        var message = Assert.IsType<PageAnswer.Refused>(answer).Message;
        Assert.Contains("holds a secret of this source", message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Page")]
    [InlineData("Offset")]
    public async Task Numbered_pages_end_where_the_answer_tells_that_none_follows(string kind)
    {
        await using var server = new ApiServer(exchange =>
        {
            var asked = new AskedFor(exchange.Head);
            var from = kind == "Page" ? (asked.Number("page") - 1) * 2 : asked.Number("offset");
            return exchange.Answer(HttpAnswer.Page(Shelf.Records(from, 2, 4), $$""","more":{{(from < 2 ? "true" : "false")}}"""));
        });
        var walk = await Through(server, ("Paging:Kind", kind), ("Paging:PageSize", "2"), ("Paging:HasMore", "/more"));
        Assert.Equal(Shelf.Ids(4), walk.Ids);
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData(400, true)]
    [InlineData(404, true)]
    [InlineData(410, true)]
    [InlineData(416, true)]
    [InlineData(401, false)]
    [InlineData(403, false)]
    [InlineData(405, false)]
    public async Task Refusal_tells_whether_it_may_mean_the_page_alone(int status, bool maybe) =>
        Assert.Equal(maybe, Assert.IsType<PageAnswer.Refused>(await TestSource.Fetch(HttpAnswer.Of(status, "no"))).MaybeNoSuchPage);

    private (string, string?) FileSecret => ("Auth:Secret", $"file:{_file}");

    private static (string, string?)[] LastId =>
        [("Paging:Kind", "Cursor"), ("Paging:Cursor", "starting_after"), ("Paging:NextFromLast", "/id")];

    private static string Origin(ApiExchange exchange) => $"http://{exchange.Client.Client.LocalEndPoint}";

    /// <summary>Two records behind the one that is named.</summary>
    private static string After(ApiExchange exchange, string parameter, int records) => Shelf.Records(
        new AskedFor(exchange.Head)[parameter] is { } id ? int.Parse(id.AsSpan(1), CultureInfo.InvariantCulture) + 1 : 0, 2, records);

    private static async Task<Walk> Through(ApiServer server, params (string Key, string? Value)[] settings)
    {
        using var api = TestSource.Api(server.Url, settings);
        return await Walk.Through(api, TestSource.Options(server.Url, settings));
    }
}
