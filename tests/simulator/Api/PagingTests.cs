using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Orleans.Tx.Simulator.Api;
using Orleans.Tx.Simulator.Transactions;

namespace Orleans.Tx.Simulator.Tests.Api;

public sealed partial class PagingTests
{
    private static readonly DateTimeOffset Start = new(2025, 12, 29, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Pages_of_any_size_concatenated_are_the_rows_of_the_range() =>
        Prop.ForAll<NonNegativeInt, NonNegativeInt, PositiveInt>((from, length, size) =>
        {
            var log = new SeededLog(1, 50, IsoWeek.Of(Start), null, ["USD"]);
            var begin = Start.AddMinutes((from.Get * 997L) - 5_000);
            var range = new TimeRange(begin, begin.AddMinutes(length.Get * 311L));
            var expected = Enumerable.Range(0, 1_500).Select(position => log.At(position))
                .Where(row => row.CreatedAt >= range.From.UtcDateTime && row.CreatedAt < range.To.UtcDateTime);
            var first = Page.Take(log, new PageQuery(range, 1, size.Get), 0);
            var rows = Enumerable.Range(1, (int)first.TotalPages)
                .SelectMany(number => Page.Take(log, new PageQuery(range, number, size.Get), 0).Records).ToArray();
            var beyond = Page.Take(log, new PageQuery(range, (int)first.TotalPages + 1, size.Get), 0);
            return rows.SequenceEqual(expected) && first.Total == rows.Length && beyond.Records.Length == 0;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task Range_that_no_week_begins_or_ends_comes_whole_over_http_whatever_the_page_size()
    {
        await using var running = await RunningSimulator.StartAsync(new SimulatorOptions { Rows = 70 });
        var wide = await running.RecordsAsync("2026-01-01T13:30:00Z", "2026-01-20");
        var narrow = await running.RecordsAsync("2026-01-01T13:30:00Z", "2026-01-20", perPage: 7);

        Assert.Equal(wide.Select(static record => record.GetRawText()), narrow.Select(static record => record.GetRawText()));
        Assert.InRange(wide.Count, 2 * 70, 3 * 70);
        Assert.All(wide, static record => Assert.InRange(
            record.GetProperty("created_at").GetDateTimeOffset(),
            new DateTimeOffset(2026, 1, 1, 13, 30, 0, TimeSpan.Zero),
            new DateTimeOffset(2026, 1, 19, 23, 59, 59, TimeSpan.Zero)));
    }

    [Fact]
    public async Task Page_tells_its_number_and_the_totals_and_is_never_larger_than_100()
    {
        await using var running = await RunningSimulator.StartAsync(new SimulatorOptions { Rows = 250 });
        var page = await running.PageAsync("2025-12-29", "2026-01-05", page: 3, perPage: 1000);

        Assert.Equal(50, page.GetProperty("data").GetArrayLength());
        Assert.Equal(3, page.GetProperty("page").GetInt32());
        Assert.Equal(3, page.GetProperty("total_pages").GetInt32());
        Assert.Equal(250, page.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Page_past_the_end_is_empty_and_fine()
    {
        await using var running = await RunningSimulator.StartAsync(new SimulatorOptions { Rows = 10 });
        var page = await running.PageAsync("2025-12-29", "2026-01-05", page: int.MaxValue);
        Assert.Equal(0, page.GetProperty("data").GetArrayLength());
        Assert.Equal(10, page.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Record_has_the_fields_of_the_default_contract_and_an_amount_of_two_decimals()
    {
        await using var running = await RunningSimulator.StartAsync(new SimulatorOptions());
        var record = (await running.PageAsync("2026-02-02", "2026-02-09")).GetProperty("data")[0];

        Assert.StartsWith("txn_", record.GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("cus_", record.GetProperty("customer_id").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Number, record.GetProperty("amount").ValueKind);
        Assert.Matches(TwoDecimals(), record.GetProperty("amount").GetRawText());
        Assert.Equal("USD", record.GetProperty("currency").GetString());
        Assert.EndsWith("Z", record.GetProperty("created_at").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?to=2026-01-05", "from")]
    [InlineData("?from=2026-01-05", "to")]
    [InlineData("?from=yesterday&to=2026-01-05", "from")]
    [InlineData("?from=2026-01-05&to=2026-01-04", "from")]
    [InlineData("?from=2026-01-05&to=2026-01-06&page=0", "page")]
    [InlineData("?from=2026-01-05&to=2026-01-06&page=x", "page")]
    [InlineData("?from=2026-01-05&to=2026-01-06&per_page=-1", "per_page")]
    public async Task Bad_parameter_is_400_with_a_message_that_names_it_and_is_no_rate_limit(string query, string parameter)
    {
        await using var running = await RunningSimulator.StartAsync(new SimulatorOptions());
        using var response = await running.GetAsync("/v1/transactions" + query);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var message = await RunningSimulator.ErrorAsync(response);
        Assert.Contains($"'{parameter}'", message, StringComparison.Ordinal);
        Assert.DoesNotMatch(RejectionTests.RejectedWhen, message);
        Assert.Equal(1, running.Simulator.Counts.BadRequests);
    }

    [Fact]
    public async Task Times_with_an_offset_mean_the_instant()
    {
        await using var running = await RunningSimulator.StartAsync(new SimulatorOptions { Rows = 200 });
        var here = await running.PageAsync("2026-01-05T02:00:00%2B02:00", "2026-01-12");
        Assert.Equal((await running.PageAsync("2026-01-05T00:00:00Z", "2026-01-12")).GetRawText(), here.GetRawText());
        Assert.Equal(200, here.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Elsewhere_there_is_nothing()
    {
        await using var running = await RunningSimulator.StartAsync(new SimulatorOptions());
        using var response = await running.GetAsync("/v2/transactions");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [GeneratedRegex(@"^-?[0-9]+\.[0-9]{2}$", RegexOptions.None, 1_000)]
    private static partial Regex TwoDecimals();
}
