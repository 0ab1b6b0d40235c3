using System.Text.Json;
using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Silo.Configuration;

namespace Orleans.Tx.Silo.Tests.Source;

/// <summary>Pages that are asked for by a POST.</summary>
public sealed class PostTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task Body_is_sent_with_its_types_and_placeholders_filled()
    {
        var (head, body) = await Post("""
            { "filter": { "from": "{from}", "to": "{to}", "on": "from {from} to {last}" }, "page": "{page}", "size": "{size}", "text": "page {page}",
              "states": [ "paid", 5, true, null, "{ orders { id } }" ], "many": [ 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, { "eleventh": 10 } ],
              "five": "5", "yes": "true", "quoted": "\"q\"", "none": {}, "empty": [], "amount": 1.50, "no": false, "ümlaut": "ä" }
            """, "Page", 3);
        Assert.StartsWith("POST /search HTTP/1.1", head, StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Type: application/json\r\n", head, StringComparison.Ordinal);
        AssertSame(
            """
            { "filter": { "from": "2026-09-28", "to": "2026-10-05", "on": "from 2026-09-28 to 2026-10-04" }, "page": 4, "size": 100, "text": "page 4",
              "states": [ "paid", 5, true, null, "{ orders { id } }" ], "many": [ 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, { "eleventh": 10 } ],
              "five": "5", "yes": "true", "quoted": "\"q\"", "none": {}, "empty": [], "amount": 1.50, "no": false, "ümlaut": "ä" }
            """, body);
    }

    [Theory]
    [InlineData("unix", "1790553600")]
    [InlineData("unix-ms", "1790553600000")]
    [InlineData("iso", "\"2026-09-28T00:00:00Z\"")]
    public async Task Times_that_are_numbers_are_sent_as_numbers(string format, string expected) =>
        AssertSame(
            $$"""{ "from": {{expected}}, "offset": 200 }""",
            (await Post("""{ "from": "{from}", "offset": "{offset}" }""", "Offset", 2, format)).Body);

    [Fact]
    public async Task Cursor_is_left_out_of_the_first_body()
    {
        const string Template = """{ "from": "{from}", "cursor": "{cursor}", "list": [ "{cursor}" ] }""";
        AssertSame("""{ "from": "2026-09-28", "list": [] }""", (await Post(Template, "Cursor", 0)).Body);
        AssertSame("""{ "from": "2026-09-28", "cursor": "12", "list": [ "12" ] }""", (await Post(Template, "Cursor", 1, token: "12")).Body);
    }

    [Fact]
    public async Task Body_may_be_an_array()
    {
        AssertSame("""[ { "gte": "2026-09-28" }, 1 ]""", (await Post("""[ { "gte": "{from}" }, "{page}" ]""", "Page", 0)).Body);
    }

    [Fact]
    public async Task Post_without_a_body_has_its_parameters()
    {
        var head = await TestSource.RequestFor(0, ("Method", "POST"));
        Assert.StartsWith("POST /?from=", head, StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Length: 0\r\n", head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secret_in_the_body_is_read_and_hidden()
    {
        await File.WriteAllTextAsync(_file, "s3cr3t-w0rd", TestContext.Current.CancellationToken);
        await using var server = new ApiServer(exchange => exchange.Answer(HttpAnswer.Of(403, $"You sent {exchange.Body}")));
        using var api = TestSource.Api(server.Url, ("Method", "Post"), ("Body:api_key", $"file:{_file}"));
        var refused = Assert.IsType<PageAnswer.Refused>(await api.Fetch("acme", TestSource.Week, 0, TestContext.Current.CancellationToken));
        Assert.Contains("""You sent {"api_key":"***"}""", refused.Message, StringComparison.Ordinal);
        AssertSame("""{ "api_key": "s3cr3t-w0rd" }""", Assert.Single(server.Bodies));
    }

    [Fact]
    public async Task Post_on_a_connection_that_the_server_gave_up_is_sent_once()
    {
        await using var server = new ApiServer(async exchange =>
        {
            if (exchange.Place == 1)
                await exchange.Answer(HttpAnswer.Page());
            return exchange.Place == 1;
        });
        using var api = TestSource.Api(server.Url, ("Method", "Post"), ("Body:n", "{page}"));
        Assert.IsType<PageAnswer.Fetched>(await api.Fetch("acme", TestSource.Week, 0, TestContext.Current.CancellationToken));
        Assert.IsType<PageAnswer.Broken>(await api.Fetch("acme", TestSource.Week, 1, TestContext.Current.CancellationToken));
        Assert.Equal(2, server.Requests.Count);
    }

    private async Task<(string Head, string Body)> Post(string body, string kind, long page, string format = "date", string? token = null)
    {
        await using var server = new ApiServer(HttpAnswer.Page());
        await File.WriteAllTextAsync(_file, $$"""
            { "Sources": { "acme": { "BaseUrl": "{{server.Url}}", "Path": "/search", "Method": "Post", "TimeFormat": "{{format}}", "Query": {},
                // What is asked for.
                "Body": {{body}},
                "Paging": { "Kind": "{{kind}}", "Size": null, "Next": {{(kind == "Cursor" ? "\"/next\"" : "null")}}, } } } }
            """, TestContext.Current.CancellationToken);
        using var api = new Silo.Source.SourceApi(
            TxConfiguration.Load(_file, [], []), new KeptTokens(), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<Silo.Source.SourceApi>.Instance);
        var answer = await api.Fetch("acme", TestSource.Week, PageCursor.At(page, token), TestContext.Current.CancellationToken);
        Assert.IsType<PageAnswer.Fetched>(answer);
        return (Assert.Single(server.Requests).Replace("?page=1 ", " ", StringComparison.Ordinal), Assert.Single(server.Bodies));
    }

    private static void AssertSame(string expected, string actual)
    {
        using var left = JsonDocument.Parse(expected);
        using var right = JsonDocument.Parse(actual);
        Assert.True(JsonElement.DeepEquals(left.RootElement, right.RootElement), $"{actual}\nis not\n{expected}");
    }
}
