using System.Text;
using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Silo.Tests.Source;

/// <summary>How records become transactions, and why some can't.</summary>
public sealed class RecordTests
{
    [Fact]
    public async Task Record_becomes_a_transaction()
    {
        var transaction = await Read(PageJson.Record());
        Assert.Equal(("t1", "c1"), (transaction.Id, transaction.Customer));
        Assert.Equal(("12.50", "USD"), (transaction.Amount.ToString(), transaction.Currency.Code));
        Assert.Equal(new DateTimeOffset(2026, 9, 30, 12, 0, 0, TimeSpan.Zero), transaction.OccurredAt);
        Assert.Null(transaction.Extra);
    }

    [Theory]
    [InlineData("12345678901234567890", "12345678901234567890")]
    [InlineData("1.0", "1.0")]
    [InlineData("\" padded \"", " padded ")]
    public async Task Ids_are_taken_as_they_are_written(string id, string expected) =>
        Assert.Equal(expected, (await Read(PageJson.Record(id: id))).Id);

    [Theory]
    [InlineData("""{"customer_id":null,"email":"a@b.c"}""", "a@b.c")]
    [InlineData("""{"customer_id":"","email":"a@b.c"}""", "a@b.c")]
    [InlineData("""{"email":"a@b.c"}""", "a@b.c")]
    [InlineData("""{"customer_id":7,"email":"a@b.c"}""", "7")]
    public async Task Customer_is_the_first_place_that_holds_something(string customers, string expected)
    {
        var record = PageJson.Record(customer: null, more: "," + customers[1..^1]);
        Assert.Equal(expected, (await Read(record, ("Records:Customer:0", "/customer_id"), ("Records:Customer:1", "/email"))).Customer);
    }

    [Theory]
    [InlineData("not-an-object", "5")]
    [InlineData("not-an-object", "null")]
    [InlineData("missing-id", """{"customer_id":"c1"}""")]
    [InlineData("missing-id", """{"id":null}""")]
    [InlineData("missing-id", """{"id":"  "}""")]
    [InlineData("bad-id", """{"id":{}}""")]
    [InlineData("bad-id", """{"id":true}""")]
    [InlineData("missing-customer", """{"id":1}""")]
    [InlineData("missing-customer", """{"id":1,"customer_id":""}""")]
    [InlineData("bad-customer", """{"id":1,"customer_id":["c1"]}""")]
    [InlineData("missing-time", """{"id":1,"customer_id":"c1"}""")]
    [InlineData("bad-time", """{"id":1,"customer_id":"c1","created_at":"yesterday"}""")]
    [InlineData("bad-time", """{"id":1,"customer_id":"c1","created_at":{}}""")]
    [InlineData("bad-time", """{"id":1,"customer_id":"c1","created_at":1e300}""")]
    [InlineData("bad-currency", """{"id":1,"customer_id":"c1","created_at":"2026-09-30","currency":"US dollars","amount":1}""")]
    [InlineData("bad-currency", """{"id":1,"customer_id":"c1","created_at":"2026-09-30","currency":840,"amount":1}""")]
    [InlineData("missing-amount", """{"id":1,"customer_id":"c1","created_at":"2026-09-30"}""")]
    [InlineData("missing-amount", """{"id":1,"customer_id":"c1","created_at":"2026-09-30","amount":""}""")]
    [InlineData("bad-amount", """{"id":1,"customer_id":"c1","created_at":"2026-09-30","amount":"n/a"}""")]
    [InlineData("bad-amount", """{"id":1,"customer_id":"c1","created_at":"2026-09-30","amount":true}""")]
    [InlineData("bad-amount", """{"id":1,"customer_id":"c1","created_at":"2026-09-30","amount":0.123456789}""")]
    [InlineData("bad-amount", """{"id":1,"customer_id":"c1","created_at":"2026-09-30","amount":1e15}""")]
    [InlineData("bad-amount", """{"id":1,"customer_id":"c1","created_at":"2026-09-30","amount":1e99999999999}""")]
    [InlineData("bad-amount", """{"id":1,"customer_id":"c1","created_at":"2026-09-30","amount":"1,250.00"}""")]
    [InlineData("bad-text", """{"id":"a\u0000b"}""")]
    [InlineData("bad-text", """{"id":1,"note":"a\\\u0000b"}""")]
    [InlineData("bad-text", """{"id":"\ud800"}""")]
    public async Task Unreadable_record_is_set_aside_with_its_reason(string reason, string record)
    {
        var page = await Page(PageJson.Record() + "," + record);
        Assert.Equal(new SetAsideRecord(1, reason, record, IdOf(reason)), Assert.Single(page.SetAside) with { Customers = [] });
        Assert.Single(page.Records);
        Assert.Equal(2, page.Facts.Items);
    }

    [Theory]
    [InlineData("""{"id":1,"customer_id":"c1","note":"x"}""", "c1")]
    [InlineData("""{"id":"one","note":"x","by":{"name":"c1"}}""", "one x c1")]
    [InlineData("""{"id":"one","customer_id":"a\u0000b"}""", "one")]
    public async Task Record_that_is_set_aside_tells_whom_it_may_be_of(string record, string customers) =>
        Assert.Equal(customers, string.Join(' ', Assert.Single((await Page(record)).SetAside).Customers));

    // Where only the rest can't be read, the record is known by its id all the same.
    private static string? IdOf(string reason) => reason is "not-an-object" or "missing-id" or "bad-id" or "bad-text" ? null : "1";

    [Fact]
    public async Task Names_that_are_too_long_are_set_aside()
    {
        var name = $"\"{new string('x', Transaction.MaxIdLength + 1)}\"";
        Assert.Equal("bad-id", Assert.Single((await Page(PageJson.Record(id: name))).SetAside).Reason);
        Assert.Equal("bad-customer", Assert.Single((await Page(PageJson.Record(customer: name))).SetAside).Reason);
    }

    [Fact]
    public async Task Text_with_an_escaped_backslash_before_u0000_is_no_nul() =>
        Assert.Equal("a\\u0000b", (await Read(PageJson.Record(id: """ "a\\u0000b" """))).Id);

    [Fact]
    public async Task Invalid_utf8_sets_the_record_aside_and_spares_the_others()
    {
        var body = Encoding.Latin1.GetBytes(PageJson.Of(PageJson.Record() + "," + PageJson.Record(customer: "\"M\u00fcller\"")));
        var page = Assert.IsType<PageAnswer.Fetched>(await TestSource.Fetch(HttpAnswer.Of(200, body)));
        Assert.Single(page.Records);
        var aside = Assert.Single(page.SetAside);
        Assert.Equal("bad-text", aside.Reason);
        Assert.Contains("M\uFFFDller", aside.Raw, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("12.5", "12.50")]
    [InlineData("\"-0012.50\"", "-12.50")]
    [InlineData("1.25e1", "12.50")]
    [InlineData("125E-1", "12.50")]
    [InlineData("0.00000001", "0.00000001")]
    [InlineData("999999999999999.99999999", "999999999999999.99999999")]
    [InlineData("-0.0e5", "0.00")]
    [InlineData("\" +7 \"", "7.00")]
    public async Task Amounts_are_exact(string amount, string expected) =>
        Assert.Equal(expected, (await Read(PageJson.Record(amount: amount))).Amount.ToString());

    [Theory]
    [InlineData("1250", "USD", "12.50")]
    [InlineData("1250", "jpy", "1250.00")]
    [InlineData("1250", "KWD", "1.25")]
    [InlineData("\"-1250.5\"", "EUR", "-12.505")]
    [InlineData("1250", "ISK", "12.50")]
    [InlineData("1250", "BTC", "0.0000125")]
    public async Task Minor_units_are_those_of_the_currency_unless_configured(string amount, string currency, string expected)
    {
        var record = PageJson.Record(amount: amount, currency: $"\"{currency}\"");
        var read = await Read(record, ("Records:AmountUnit", "Minor"), ("Records:MinorDigits:ISK", "2"), ("Records:MinorDigits:btc", "8"));
        Assert.Equal(expected, read.Amount.ToString());
    }

    [Theory]
    [InlineData(null, "missing-currency")]
    [InlineData("\"DOGE\"", "bad-currency")]
    public async Task Minor_units_of_no_known_currency_are_set_aside(string? currency, string reason)
    {
        var page = await Page(PageJson.Record(currency: currency), ("Records:AmountUnit", "Minor"));
        Assert.Equal(reason, Assert.Single(page.SetAside).Reason);
    }

    [Theory]
    [InlineData("\"eur\"", "EUR")]
    [InlineData("\" \"", "CHF")]
    [InlineData("null", "CHF")]
    [InlineData(null, "CHF")]
    public async Task Currency_is_upper_case_and_has_a_default(string? currency, string expected)
    {
        var read = await Read(PageJson.Record(currency: currency), ("Records:DefaultCurrency", "chf"));
        Assert.Equal(expected, read.Currency.Code);
    }

    [Fact]
    public async Task Currency_stays_unknown_without_a_default() =>
        Assert.Null((await Read(PageJson.Record(currency: null))).Currency.Code);

    [Theory]
    [InlineData(""","type":"refund","n":1.10,"o":{"a":[1, 2],"ü":"\u00e4\"<"}""", """{"type":"refund","n":1.10,"o":{"a":[1,2],"ü":"ä\"<"}}""")]
    [InlineData(""","null":null""", """{"null":null}""")]
    public async Task What_is_not_mapped_is_kept_as_compact_json(string more, string expected) =>
        Assert.Equal(expected, (await Read(PageJson.Record(more: more))).Extra);

    [Theory]
    [InlineData(""","customer":{"id":"c9","name":"N"}""", """{"customer":{"name":"N"}}""")]
    [InlineData(""","customer":{"id":"c9"}""", null)]
    public async Task What_is_mapped_within_an_object_leaves_the_rest_of_it(string more, string? expected)
    {
        var read = await Read(PageJson.Record(customer: null, more: more), ("Records:Customer", "/customer/id"));
        Assert.Equal(("c9", expected), (read.Customer, read.Extra));
    }

    [Fact]
    public async Task Customer_places_that_were_not_used_are_kept() =>
        Assert.Equal("""{"email":"a@b.c"}""", (await Read(
            PageJson.Record(more: ""","email":"a@b.c" """), ("Records:Customer:0", "/customer_id"), ("Records:Customer:1", "/email"))).Extra);

    [Theory]
    [InlineData(""","status":"paid","live":true,"n":1""", true)]
    [InlineData(""","status":"settled","live":true,"n":1""", true)]
    [InlineData(""","status":"Paid","live":true,"n":1""", false)]
    [InlineData(""","status":"paid","live":false,"n":1""", false)]
    [InlineData(""","status":"paid","live":true,"n":1.0""", false)]
    [InlineData(""","status":"paid","live":true""", true)]
    [InlineData(""","status":"paid","live":true,"n":null""", true)]
    [InlineData(""","status":["paid"],"live":true""", false)]
    [InlineData(""","status":"paid","live":null""", false)]
    public async Task Record_counts_where_every_place_has_one_of_its_values(string more, bool counts)
    {
        var page = await Page(
            PageJson.Record(more: more), ("Records:Where:/status:0", "paid"), ("Records:Where:/status:1", "settled"),
            ("Records:Where:/live", "true"), ("Records:Where:/n:0", "1"), ("Records:Where:/n:1", "null"));
        Assert.Equal((counts ? 1 : 0, counts ? 0 : 1), (page.Records.Count, page.Filtered));
        Assert.Equal((1, 0, 0), (page.Facts.Items, page.Outside, page.SetAside.Count));
    }

    [Fact]
    public async Task Record_that_does_not_count_need_not_be_readable()
    {
        var page = await Page("""{"status":"failed"},5""", ("Records:Where:/status", "paid"));
        Assert.Equal(1, page.Filtered);
        Assert.Equal("not-an-object", Assert.Single(page.SetAside).Reason);
    }

    [Theory]
    [InlineData("12.50", ""","type":"refund" """, "-12.50")]
    [InlineData("-12.50", ""","type":"refund" """, "12.50")]
    [InlineData("12.50", ""","type":"sale","reversed":true""", "-12.50")]
    [InlineData("12.50", ""","type":"sale" """, "12.50")]
    [InlineData("0", ""","type":"refund" """, "0.00")]
    public async Task Sign_turns_where_some_place_has_one_of_its_values(string amount, string more, string expected)
    {
        var read = await Read(
            PageJson.Record(amount: amount, more: more), ("Records:Negative:/type:0", "refund"), ("Records:Negative:/type:1", "chargeback"),
            ("Records:Negative:/reversed", "true"));
        Assert.Equal(expected, read.Amount.ToString());
        Assert.Contains("\"type\"", read.Extra, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_records_keep_their_order()
    {
        var page = await Page(string.Join(",", Enumerable.Range(0, 1000).Select(place => PageJson.Record(id: $"{place}"))));
        Assert.Equal(Enumerable.Range(0, 1000).Select(place => $"{place}"), page.Records.Select(record => record.Id));
    }

    private static async Task<PageAnswer.Fetched> Page(string records, params (string, string?)[] settings) =>
        Assert.IsType<PageAnswer.Fetched>(await TestSource.Fetch(HttpAnswer.Page(records), settings));

    private static async Task<Transaction> Read(string record, params (string, string?)[] settings)
    {
        var page = await Page(record, settings);
        Assert.Empty(page.SetAside);
        return Assert.Single(page.Records);
    }
}
