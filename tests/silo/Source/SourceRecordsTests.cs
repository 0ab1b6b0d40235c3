using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Silo.Source;

namespace Orleans.Tx.Silo.Tests.Source;

/// <summary>Kept records, read again by another configuration than the one under which they were set aside.</summary>
public sealed class SourceRecordsTests
{
    private const string Url = "http://127.0.0.1";

    [Fact]
    public void Record_is_read_by_the_present_configuration()
    {
        const string Raw = """{"id":"a","buyer":"ada","created_at":"2026-09-30T10:00:00Z","amount":"1,5","currency":"EUR","note":"x"}""";
        Assert.Equal("missing-customer", Read(Raw, "missing-customer").Reason);

        var read = Read(Raw.Replace("1,5", "1.5", StringComparison.Ordinal), "missing-customer", ("Records:Customer", "/buyer"));

        Assert.True(read.IsGood, read.Reason);
        Assert.Equal(("a", "ada", 1.5m, """{"note":"x"}"""), (read.Row.Id, read.Row.Customer, read.Row.Amount.Amount, read.Row.Extra));
        Assert.Equal("bad-amount", Read(Raw, "missing-customer", ("Records:Customer", "/buyer")).Reason);
    }

    [Theory]
    [InlineData("2026-09-27T23:59:59.999Z", LeftReason.OutsideWeek)]
    [InlineData("2026-09-28T00:00:00Z", null)]
    [InlineData("2026-10-04T23:59:59.999Z", null)]
    [InlineData("2026-10-05T00:00:00Z", LeftReason.OutsideWeek)]
    public void Record_of_another_week_is_told_apart(string time, string? reason) =>
        Assert.Equal(reason, Read(PageJson.Record(time: $"\"{time}\""), "bad-time").Reason);

    [Fact]
    public void Record_that_does_not_count_is_told_apart() =>
        Assert.Equal(LeftReason.Filtered, Read(PageJson.Record(more: ""","status":"void" """), "bad-time", ("Records:Where:/status:0", "paid")).Reason);

    [Theory]
    [InlineData("missing-id", """{"id":"a","custom""")]
    [InlineData("missing-id", "")]
    [InlineData("bad-text", "{\"id\":\"a\uFFFD\",\"customer_id\":\"ada\",\"created_at\":\"2026-09-30T10:00:00Z\",\"amount\":1}")]
    public void Record_of_which_not_all_is_kept_is_told_apart(string was, string raw) => Assert.Equal(LeftReason.KeptInPart, Read(raw, was).Reason);

    [Theory]
    [InlineData("a\\u0000b")]
    [InlineData("\\ud800")]
    public void Text_that_cannot_be_stored_stays_bad(string id) => Assert.Equal("bad-text", Read(PageJson.Record(id: $"\"{id}\""), "bad-text").Reason);

    [Fact]
    public void Source_that_is_not_configured_is_refused() =>
        Assert.Equal(TxError.NotFound, Assert.Throws<TxException>(() => new SourceRecords(TestSource.Options(Url)).Read("other", TestSource.Week, "bad-id", "{}")).Error);

    [Theory]
    [InlineData("""{"id":"a","customer_id":"ada","note":"bob"}""", "ada")]
    [InlineData("""{"id":"a","customer_id":17,"amount":"x"}""", "17")]
    [InlineData("""{"id":"a","buyer":"\u00e4da","items":[{"sku":5,"by":"bob"}],"ok":true,"no":null,"blank":" "}""", "a äda 5 bob")]
    [InlineData("""{"id":"a","customer_id":{"name":"ada"}}""", "a ada")]
    [InlineData("""["ada",1.50]""", "ada 1.50")]
    [InlineData("""{"id":"a","customer_id":"ada","note":"cut o""", "a ada")]
    [InlineData("""{"id":"\ud800","customer_id":null,"by":"ada"}""", "ada")]
    [InlineData("", "")]
    public void Record_is_of_the_customer_that_can_be_read_or_else_of_any_it_may_be(string raw, string customers) =>
        Assert.Equal(customers, string.Join(' ', new SourceRecords(TestSource.Options(Url)).CustomersOf("acme", raw)));

    [Fact]
    public void Record_of_a_source_that_is_not_configured_may_be_of_any_customer() =>
        Assert.Equal(["a", "ada", "7"], new SourceRecords(TestSource.Options(Url)).CustomersOf("other", """{"id":"a","customer_id":"ada","n":7}"""));

    private static RereadRecord Read(string raw, string reason, params (string Key, string? Value)[] settings) =>
        new SourceRecords(TestSource.Options(Url, settings)).Read("acme", TestSource.Week, reason, raw);
}
