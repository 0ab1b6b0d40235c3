using System.Net;
using System.Text;
using Orleans.Tx.Gateway.Tests.Hosting;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Queries;

namespace Orleans.Tx.Gateway.Tests.Http;

public sealed class QueryEndpointTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Transactions_are_a_page_with_its_coverage_and_where_to_go_on()
    {
        await using var gateway = await RunningGateway.Start();

        var page = await gateway.Json("/v1/transactions?from=2026-W40&to=2026-10&customer=a&customer=b&currency=EUR&limit=7&after=xyz");

        Assert.Equal(["shop: transactions 2026-W40..2026-10 customers=a+b currency=EUR limit=7 after=xyz"], gateway.Service.Asked);
        Assert.Equal(
            """{"id":"t1","customer":"+41 79","occurredAt":"1970-01-01T00:00:00+00:00","amount":"12.50","currency":"EUR","extra":{"a":1}}""",
            page.GetProperty("transactions")[0].GetRawText());
        Assert.Equal(("shop", "next", 41), (
            page.GetProperty("source").GetString(), page.GetProperty("next").GetString(), page.GetProperty("coverage").GetProperty("position").GetInt32()));
    }

    [Theory]
    [InlineData("text/csv", "id,customer,occurredAt,amount,currency,extra\nt1,'+41 79,1970-01-01T00:00:00Z,12.50,EUR,\"{\"\"a\"\":1}\"\nt2,\"ada, \"\"the\"\" one\",1970-01-01T00:00:00.0015Z,-0.01,,\n")]
    [InlineData("application/x-ndjson", "{\"id\":\"t1\",\"customer\":\"+41 79\",\"occurredAt\":\"1970-01-01T00:00:00+00:00\",\"amount\":\"12.50\",\"currency\":\"EUR\",\"extra\":{\"a\":1}}\n{\"id\":\"t2\",\"customer\":\"ada, \\\"the\\\" one\",\"occurredAt\":\"1970-01-01T00:00:00.0015+00:00\",\"amount\":\"-0.01\",\"currency\":null}\n")]
    public async Task Transactions_stream_where_rows_alone_are_accepted(string accept, string body)
    {
        await using var gateway = await RunningGateway.Start();

        using var response = await gateway.Send(HttpMethod.Get, "/v1/transactions?limit=1000000", request => request.Headers.Accept.ParseAdd(accept));

        Assert.Equal(body, await response.Content.ReadAsStringAsync(Cancelled));
        Assert.Equal(accept, response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("\"position\":41", response.Headers.GetValues("Tx-Coverage").Single(), StringComparison.Ordinal);
        Assert.Equal(["shop: transactions .. customers=all currency= limit=1000000 after="], gateway.Service.Asked);
    }

    [Theory]
    [InlineData(null, "{\"source\":\"shop\",\"definition\":\"first-month\",\"zone\":\"UTC\",\"by\":[\"customer\",\"currency\"],\"coverage\":")]
    [InlineData("text/csv", "customer,currency,revenue,newRevenue,orders,customers\n'=cmd,EUR,10.00,2.50,3,1\n\"ä\"\"b\",,-1.00,0.00,1,1\n")]
    [InlineData("application/x-ndjson", "{\"customer\":\"=cmd\",\"currency\":\"EUR\",\"revenue\":\"10.00\",\"newRevenue\":\"2.50\",\"orders\":3,\"customers\":1}\n{\"customer\":\"ä\\\"b\",")]
    public async Task Groups_stream_in_every_form(string? accept, string begin)
    {
        await using var gateway = await RunningGateway.Start();

        using var response = await gateway.Post("/v1/query/groups", """{"by":"customer","to":"2026-10","customer":["x"],"new":"first-month"}""", accept);

        var body = await response.Content.ReadAsStringAsync(Cancelled);
        Assert.StartsWith(begin, body, StringComparison.Ordinal);
        Assert.Equal(["shop: groups customer ..2026-10 customers=x currency= new=first-month"], gateway.Service.Asked);
    }

    [Fact]
    public async Task Groups_as_json_are_whole()
    {
        await using var gateway = await RunningGateway.Start();

        var groups = (await gateway.Json("/v1/transactions/groups?by=customer")).GetProperty("groups");

        Assert.Equal(["=cmd", "ä\"b"], groups.EnumerateArray().Select(group => group.GetProperty("customer").GetString()));
    }

    [Theory]
    [InlineData("/v1/customers/a/b%20c", "a/b c")]
    [InlineData("/v1/customers?id=a%2Fb%25%27%22%F0%9F%98%80", "a/b%'\"😀")]
    [InlineData("/v1/customers/%2525", "%25")]
    [InlineData("/v1/customers/ada", "ada")]
    public async Task Customer_is_found_by_any_id(string path, string id)
    {
        await using var gateway = await RunningGateway.Start();

        Assert.Equal(id, (await gateway.Json(path)).GetProperty("customer").GetString());
        Assert.Equal([$"shop: customer {id}"], gateway.Service.Asked);
    }

    [Fact]
    public async Task Customer_that_is_not_known_is_a_404()
    {
        await using var gateway = await RunningGateway.Start();
        gateway.Service.Failures[typeof(IQueryGrain)] = new TxException(TxError.NotFound, "customer: nobody of the id 'x'");
        Assert.Equal("customer: nobody of the id 'x'", await gateway.Problem("/v1/customers/x", HttpStatusCode.NotFound));
    }

    [Theory]
    [InlineData("/v1/transactions?limit=0", "limit: 0 is not allowed;")]
    [InlineData("/v1/transactions?limit=-1", "limit: -1 is not allowed;")]
    [InlineData("/v1/transactions?limit=1e9", "limit: '1e9' is no number;")]
    [InlineData("/v1/transactions?limit=1001", "limit: 1001 is too many for a page of JSON; 1 to 1000 are allowed")]
    [InlineData("/v1/transactions?limit=99999999999999999999", "limit: '99999999999999999999' is no number;")]
    [InlineData("/v1/transactions?customers=a", "customers: is no parameter here; allowed: source, from, to, customer, currency, limit, after")]
    [InlineData("/v1/transactions/groups?by=day&limit=3", "limit: is no parameter here; allowed: source, by, from")]
    [InlineData("/v1/customers", "id: is missing")]
    public async Task Parameter_that_is_none_is_a_400_that_names_it(string path, string detail)
    {
        await using var gateway = await RunningGateway.Start();
        Assert.StartsWith(detail, await gateway.Problem(path, HttpStatusCode.BadRequest), StringComparison.Ordinal);
        Assert.Empty(gateway.Service.Asked);
    }

    [Theory]
    [InlineData("groups", """{"by":"day","limit":3}""", "limit: is no parameter here; allowed: source, by,")]
    [InlineData("months", """{"by":"day"}""", "by: is no parameter here;")]
    [InlineData("transactions", """{"limit":"many"}""", "limit of the body: ")]
    [InlineData("transactions", """{"limit":0}""", "limit: 0 is not allowed;")]
    [InlineData("transactions", """{"customers":["a"]}""", "")]
    [InlineData("transactions", """{"customer":"a"}""", "customer of the body: ")]
    [InlineData("transactions", """{"customer":[null]}""", "customer: holds a null")]
    [InlineData("months", "null", "body: is null;")]
    [InlineData("months", "[]", "")]
    [InlineData("cohorts", "{", "")]
    [InlineData("cohorts", "", "")]
    public async Task Body_that_is_no_question_is_a_400_that_says_why(string what, string body, string detail)
    {
        await using var gateway = await RunningGateway.Start();

        using var response = await gateway.Post($"/v1/query/{what}", body);

        var said = await RunningGateway.Problem(response, HttpStatusCode.BadRequest);
        Assert.StartsWith(detail, said, StringComparison.Ordinal);
        Assert.Empty(gateway.Service.Asked);
    }

    [Fact]
    public async Task Body_that_is_too_long_is_a_413()
    {
        await using var gateway = await RunningGateway.Start();
        var body = new StringBuilder("{\"customer\":[\"").Append('x', 17 << 20).Append("\"]}").ToString();

        using var response = await gateway.Send(HttpMethod.Post, "/v1/query/months", request =>
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            request.Headers.ExpectContinue = true;
        });

        await RunningGateway.Problem(response, HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Thousands_of_customers_come_in_a_body()
    {
        await using var gateway = await RunningGateway.Start();
        var ids = Enumerable.Range(0, 5000).Select(number => $"\"cus_{number:0000000}\"");

        using var response = await gateway.Post("/v1/query/transactions", $"{{\"customer\":[{string.Join(',', ids)}]}}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("cus_0004999", Assert.Single(gateway.Service.Asked), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_that_can_not_be_asked_for_are_a_problem_and_no_stream()
    {
        await using var gateway = await RunningGateway.Start();
        gateway.Service.Failures[typeof(IQueryGrain)] = new TxException(TxError.Invalid, "by: 'x' is no dimension");

        using var response = await gateway.Post("/v1/query/groups", """{"by":"x"}""", "text/csv");

        Assert.Equal("by: 'x' is no dimension", await RunningGateway.Problem(response, HttpStatusCode.BadRequest));
    }
}
