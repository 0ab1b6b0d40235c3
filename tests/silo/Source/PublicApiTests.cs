using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Silo.Configuration;
using Orleans.Tx.Silo.Source;

namespace Orleans.Tx.Silo.Tests.Source;

/// <summary>The configurations that stand in docs/sources, against servers that behave as the documentation of these APIs says.</summary>
public sealed class PublicApiTests : IDisposable
{
    private const string Secret = "s3cr3t-w0rd";

    private static readonly long Monday = TestSource.Week.StartIn(TimeZoneInfo.Utc).ToUnixTimeSeconds();

    private readonly string _file = Path.GetTempFileName();

    public PublicApiTests() => File.WriteAllText(_file, Secret);

    public void Dispose() => File.Delete(_file);

    /// <summary>https://docs.stripe.com/api/charges/list and https://docs.stripe.com/api/pagination</summary>
    [Fact]
    public async Task Charges_of_Stripe_are_pulled()
    {
        await using var server = new ApiServer(exchange =>
        {
            var asked = new AskedFor(exchange.Head);
            if (!exchange.Head.Contains($"\r\nAuthorization: Bearer {Secret}\r\n", StringComparison.Ordinal))
                return exchange.Answer(HttpAnswer.Of(401, """{"error":{"message":"Invalid API Key provided","type":"invalid_request_error"}}"""));
            if (asked.Path != "/v1/charges" || asked["page"] is not null || asked.Number("limit", 10) > 100
                || asked.Number("created[gte]") != Monday || asked.Number("created[lt]") != Monday + 7 * 86400)
                return exchange.Answer(HttpAnswer.Of(400, """{"error":{"message":"Received unknown parameter","type":"invalid_request_error"}}"""));

            // The newest first.
            var after = asked["starting_after"] is { } id ? int.Parse(id.AsSpan(3), CultureInfo.InvariantCulture) : 250;
            var charges = Enumerable.Range(1, Math.Min(after, asked.Number("limit", 10))).Select(place => Charge(after - place));
            var more = after > asked.Number("limit", 10) ? "true" : "false";
            return exchange.Answer(HttpAnswer.Of(
                200, $$"""{"object":"list","url":"/v1/charges","has_more":{{more}},"data":[{{string.Join(",", charges)}}]}"""));
        });

        var pages = await Pull(server, "stripe");

        Assert.Equal(3, server.Requests.Count);
        var rows = pages.SelectMany(page => page.Records).ToList();
        Assert.Equal((225, 25, 0, 0), (rows.Count, pages.Sum(page => page.Filtered), pages.Sum(page => page.SetAside.Count), pages.Sum(page => page.Outside)));
        Assert.Equal(225, rows.Select(row => row.Id).Distinct().Count());
        var (usd, jpy, isk) = (rows.Single(row => row.Id == "ch_0"), rows.Single(row => row.Id == "ch_1"), rows.Single(row => row.Id == "ch_2"));
        Assert.Equal(("10.99", "USD", "cus_0"), (usd.Amount.ToString(), usd.Currency.Code, usd.Customer));
        Assert.Equal(("1099.00", "JPY", "guest1@example.com"), (jpy.Amount.ToString(), jpy.Currency.Code, jpy.Customer));
        Assert.Equal(("10.99", "ISK", "fingerprint2"), (isk.Amount.ToString(), isk.Currency.Code, isk.Customer));
        Assert.Contains("\"object\":\"charge\"", usd.Extra, StringComparison.Ordinal);
        Assert.DoesNotContain("cus_0", usd.Extra, StringComparison.Ordinal);

        static string Charge(int place)
        {
            var (customer, email) = place % 3 == 0 ? ($"\"cus_{place}\"", "null") : ("null", place % 3 == 1 ? $"\"guest{place}@example.com\"" : "null");
            var currency = (place % 3) switch { 0 => "usd", 1 => "jpy", _ => "isk" };
            return string.Create(CultureInfo.InvariantCulture, $$"""
                {"id":"ch_{{place}}","object":"charge","amount":1099,"amount_refunded":0,"billing_details":{"email":{{email}},"name":null},
                 "created":{{Monday + place * 2000}},"currency":"{{currency}}","customer":{{customer}},"livemode":false,"paid":true,
                 "payment_method_details":{"card":{"brand":"visa","fingerprint":"fingerprint{{place}}"},"type":"card"},
                 "status":"{{(place % 10 == 9 ? "failed" : "succeeded")}}"}
                """);
        }
    }

    /// <summary>https://shopify.dev/docs/api/usage/pagination-rest</summary>
    [Fact]
    public async Task Orders_of_Shopify_are_pulled()
    {
        await using var server = new ApiServer(exchange =>
        {
            var asked = new AskedFor(exchange.Head);
            if (!exchange.Head.Contains($"\r\nX-Shopify-Access-Token: {Secret}\r\n", StringComparison.Ordinal))
                return exchange.Answer(HttpAnswer.Of(401, """{"errors":"[API] Invalid API key or access token"}"""));

            // A request with page_info can't have other parameters but limit and fields.
            var first = asked["page_info"] is null;
            var filtered = asked["status"] == "any" && asked["created_at_min"] == "2026-09-28T00:00:00Z" && asked["created_at_max"] == "2026-10-04T23:59:59.999999Z";
            if (first ? !filtered : asked["status"] is not null || asked["created_at_min"] is not null || asked["page"] is not null)
                return exchange.Answer(HttpAnswer.Of(400, """{"errors":{"page_info":"Invalid value."}}"""));
            var from = first ? 0 : int.Parse(asked["page_info"]!.AsSpan(5), CultureInfo.InvariantCulture);
            var size = asked.Number("limit", 50);
            var url = $"{new Uri($"http://{exchange.Client.Client.LocalEndPoint}")}admin/api/2024-10/orders.json?limit={size}&page_info=";
            var links = new List<string>();
            if (from > 0)
                links.Add($"<{url}prev{from - size}>; rel=\"previous\"");
            if (from + size < 600)
                links.Add($"<{url}next_{from + size}>; rel=\"next\"");
            var orders = Enumerable.Range(from, Math.Min(size, 600 - from)).Select(Order);
            return exchange.Answer(HttpAnswer.Of(
                200, $$"""{"orders":[{{string.Join(",", orders)}}]}""", links.Count == 0 ? [] : [$"Link: {string.Join(", ", links)}"]));
        });

        var pages = await Pull(server, "shopify");

        Assert.Equal([250, 250, 100], pages.Select(page => page.Facts.Items));
        var rows = pages.SelectMany(page => page.Records).ToList();
        Assert.Equal((480, 120, 0, 0), (rows.Count, pages.Sum(page => page.Filtered), pages.Sum(page => page.SetAside.Count), pages.Sum(page => page.Outside)));
        var (known, guest) = (rows.Single(row => row.Id == "450789469"), rows.Single(row => row.Id == "450789470"));
        Assert.Equal(("207119551", "398.00", "USD"), (known.Customer, known.Amount.ToString(), known.Currency.Code));
        Assert.Equal("guest1@example.com", guest.Customer);
        Assert.Equal(TestSource.Week.StartIn(TimeZoneInfo.Utc).AddMinutes(10), guest.OccurredAt);

        static string Order(int place) => string.Create(CultureInfo.InvariantCulture, $$"""
            {"id":{{450789469 + place}},"created_at":"{{DateTimeOffset.FromUnixTimeSeconds(Monday + place * 600).ToOffset(TimeSpan.FromHours(-5)):yyyy-MM-dd'T'HH:mm:sszzz}}",
             "cancelled_at":{{(place % 10 == 8 ? "\"2026-10-03T00:00:00-05:00\"" : "null")}},"test":{{(place % 10 == 9 ? "true" : "false")}},
             "currency":"USD","total_price":"409.94","current_total_price":"398.00","email":"guest{{place}}@example.com","phone":null,
             "customer":{{(place % 2 == 0 ? "{\"id\":207119551,\"email\":\"bob@example.com\"}" : "null")}}}
            """);
    }

    /// <summary>https://developer.squareup.com/reference/square/payments-api/list-payments</summary>
    [Theory]
    [InlineData(230, 3)]
    [InlineData(200, 2)]
    [InlineData(0, 1)]
    public async Task Payments_of_Square_are_pulled(int payments, int requests)
    {
        await using var server = new ApiServer(exchange =>
        {
            var asked = new AskedFor(exchange.Head);
            if (!exchange.Head.Contains($"\r\nAuthorization: Bearer {Secret}\r\n", StringComparison.Ordinal))
                return exchange.Answer(HttpAnswer.Of(401, """{"errors":[{"category":"AUTHENTICATION_ERROR","code":"UNAUTHORIZED"}]}"""));
            if (asked["begin_time"] != "2026-09-28T00:00:00Z" || asked["end_time"] != "2026-10-05T00:00:00Z" || asked.Number("limit", 100) > 100)
                return exchange.Answer(HttpAnswer.Of(400, """{"errors":[{"category":"INVALID_REQUEST_ERROR"}]}"""));
            var from = asked["cursor"] is { } cursor ? int.Parse(cursor.AsSpan(2), CultureInfo.InvariantCulture) : 0;
            if (payments == 0)
                return exchange.Answer(HttpAnswer.Of(200, "{}"));
            var next = from + 100 < payments ? $",\"cursor\":\"c={from + 100}\"" : "";
            var page = Enumerable.Range(from, Math.Min(100, payments - from)).Select(Payment);
            return exchange.Answer(HttpAnswer.Of(200, $$"""{"payments":[{{string.Join(",", page)}}]{{next}}}"""));
        });

        var pages = await Pull(server, "square");

        Assert.Equal(requests, server.Requests.Count);
        var rows = pages.SelectMany(page => page.Records).ToList();
        Assert.Equal((payments, 0), (rows.Count + pages.Sum(page => page.Filtered), pages.Sum(page => page.SetAside.Count + page.Outside)));
        Assert.All(rows, row => Assert.Equal(("5.55", "USD"), (row.Amount.ToString(), row.Currency.Code)));
        Assert.Equal(payments == 0 ? 0 : 3, rows.Select(row => row.Customer[..4]).Distinct().Count());

        static string Payment(int place)
        {
            var who = (place % 3) switch
            {
                0 => $"\"customer_id\":\"CUST{place}\",", 1 => $"\"buyer_email_address\":\"mail{place}@example.com\",", _ => "",
            };
            return string.Create(CultureInfo.InvariantCulture, $$"""
                {"id":"pay_{{place}}","created_at":"{{DateTimeOffset.FromUnixTimeSeconds(Monday + place * 600):yyyy-MM-dd'T'HH:mm:ss.fff'Z'}}",{{who}}
                 "amount_money":{"amount":555,"currency":"USD"},"status":"{{(place % 50 == 49 ? "FAILED" : "COMPLETED")}}",
                 "card_details":{"card":{"fingerprint":"card{{place}}"} } }
                """);
        }
    }

    [Theory]
    [InlineData("stripe")]
    [InlineData("shopify")]
    [InlineData("square")]
    [InlineData("simulator")]
    public void Configuration_is_whole_as_it_stands(string name) =>
        Assert.Equal([name], TxConfiguration.Load(Path.Combine(AppContext.BaseDirectory, "sources", $"{name}.json"), [], []).Sources.Keys);

    private async Task<IReadOnlyList<PageAnswer.Fetched>> Pull(ApiServer server, string name)
    {
        var options = TxConfiguration.Load(
            Path.Combine(AppContext.BaseDirectory, "sources", $"{name}.json"),
            new Dictionary<string, string?> { [$"Sources:{name}:BaseUrl"] = server.Url, [$"Sources:{name}:Auth:Secret"] = $"file:{_file}" }, []);
        using var api = new SourceApi(options, new KeptTokens(), TimeProvider.System, NullLogger<SourceApi>.Instance);
        var walk = await Walk.Through(api, options, name);
        Assert.Equal((null, null), (walk.Refused?.ToString(), walk.Wrong));
        return walk.Pages;
    }
}
