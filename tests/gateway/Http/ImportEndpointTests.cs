using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Orleans.Tx.Gateway.Tests.Hosting;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Imports;

namespace Orleans.Tx.Gateway.Tests.Http;

public sealed class ImportEndpointTests
{
    private const string Open = """
        { "files": [ { "name": "a.csv", "sha256": "00", "options": "as usual", "lines": 12, "rows": 10, "bad": { "bad-date": 1 },
            "first": "2026-01-01T00:00:00Z", "last": "2026-01-02T00:00:00Z" } ], "keyed": false, "overlap": "add" }
        """;

    [Fact]
    public async Task Files_are_opened_and_the_source_is_called_orders_unless_it_is_named()
    {
        await using var gateway = await RunningGateway.Start();

        using var unnamed = await Post(gateway, "/v1/imports", Open);
        using var named = await Post(gateway, "/v1/imports?source=old-shop", Open);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (unnamed.StatusCode, named.StatusCode));
        Assert.Equal(["orders: open a.csv 10 Add", "old-shop: open a.csv 10 Add"], gateway.Service.Asked);
        using var list = JsonDocument.Parse(await unnamed.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var import = list.RootElement.GetProperty("imports")[0];
        Assert.Equal((7, "storing", 4), (import.GetProperty("id").GetInt32(), import.GetProperty("state").GetString(), import.GetProperty("line").GetInt32()));
        Assert.Equal(1, import.GetProperty("file").GetProperty("bad").GetProperty("bad-date").GetInt32());
    }

    [Fact]
    public async Task Imports_are_listed_and_each_is_found_by_its_number()
    {
        await using var gateway = await RunningGateway.Start();

        Assert.Equal(41, (await gateway.Json("/v1/imports")).GetProperty("projection").GetProperty("position").GetInt32());
        Assert.Equal("shop", (await gateway.Json("/v1/imports/7?source=shop")).GetProperty("source").GetString());
    }

    [Theory]
    [InlineData("replace")]
    [InlineData("finish")]
    [InlineData("cancel")]
    public async Task Import_is_led_on_by_its_number(string step)
    {
        await using var gateway = await RunningGateway.Start();

        using var response = await gateway.Send(HttpMethod.Post, $"/v1/imports/7/{step}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal([$"orders: {step} 7"], gateway.Service.Asked);
    }

    [Fact]
    public async Task Rows_come_as_columns_and_amounts_as_exact_text()
    {
        await using var gateway = await RunningGateway.Start();

        using var response = await Post(gateway, "/v1/imports/7/rows", """
            { "after": 1, "to": 3, "lines": [2, 3], "customers": ["ann", "bob"], "times": [1, 2], "amounts": ["1.00000001", "-2.5"], "currencies": ["EUR", null], "ids": null }
            """);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["orders: store 7 1..3 ann 1.00000001,bob -2.5"], gateway.Service.Asked);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("""{ "after": "one" }""")]
    [InlineData("""{ "after": 1, "to": 3, "lines": [2], "customers": ["ann"], "times": [1], "amounts": [1.5], "currencies": [null] }""")]
    [InlineData("""{ "after": 1, "to": 3, "lines": [2], "customers": ["ann"], "times": [1], "amounts": ["much"], "currencies": [null] }""")]
    public async Task Body_that_is_no_chunk_is_a_400_and_asks_nothing(string body)
    {
        await using var gateway = await RunningGateway.Start();

        using var response = await Post(gateway, "/v1/imports/7/rows", body);

        await RunningGateway.Problem(response, HttpStatusCode.BadRequest);
        Assert.Empty(gateway.Service.Asked);
    }

    [Fact]
    public async Task Body_that_is_too_large_is_a_413()
    {
        await using var gateway = await RunningGateway.Start();

        // The body itself is not sent: it is refused by what its head says.
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, gateway.Port, TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"POST /v1/imports/7/rows HTTP/1.1\r\nHost: 127.0.0.1:{gateway.Port}\r\nContent-Type: application/json\r\nContent-Length: 31000000\r\n\r\n"),
            TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);

        Assert.Equal("HTTP/1.1 413 Payload Too Large", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
        Assert.Empty(gateway.Service.Asked);
    }

    [Theory]
    [InlineData("/v1/imports/seven", "id: 'seven' is no import: they have numbers, from 1", HttpStatusCode.NotFound)]
    [InlineData("/v1/imports?week=2026-W40", "week: is no parameter here; allowed: source", HttpStatusCode.BadRequest)]
    public async Task Address_that_names_nothing_is_refused(string path, string detail, HttpStatusCode status)
    {
        await using var gateway = await RunningGateway.Start();
        Assert.Equal(detail, await gateway.Problem(path, status));
    }

    [Fact]
    public async Task What_a_grain_refuses_is_a_400_with_its_words()
    {
        await using var gateway = await RunningGateway.Start();
        gateway.Service.Failures[typeof(IImportGrain)] = new TxException(TxError.Invalid, "after: the import is stored up to line 7, not 9");

        Assert.Equal("after: the import is stored up to line 7, not 9", await gateway.Problem(HttpMethod.Post, "/v1/imports/7/finish", HttpStatusCode.BadRequest));
    }

    private static Task<HttpResponseMessage> Post(RunningGateway gateway, string path, string body) =>
        gateway.Send(HttpMethod.Post, path, request => request.Content = new StringContent(body, Encoding.UTF8, "application/json"));
}
