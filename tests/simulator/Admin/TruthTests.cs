using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Orleans.Tx.Simulator.Tests.Admin;

public sealed class TruthTests
{
    private const string From = "2026-01-15T10:00:00Z";
    private const string To = "2026-04-10";

    [Fact]
    public async Task Truth_is_what_the_pulled_rows_add_up_to()
    {
        await using var running = await RunningSimulator.StartAsync(new SimulatorOptions { Rows = 300, Currencies = ["USD", "EUR"] });
        var rows = (await running.RecordsAsync(From, To)).ConvertAll(PulledRow.Read);
        var truth = await running.AdminAsync($"/truth?from={From}&to={To}");

        Assert.Equal(rows.Count, truth.GetProperty("rows").GetInt32());
        Assert.Equal(PulledRow.CohortsOf(rows).Count, truth.GetProperty("customers").GetInt32());
        Assert.Equal(["EUR", "USD"], Names(truth, "currencies", "currency"));
        foreach (var block in truth.GetProperty("currencies").EnumerateArray())
        {
            AssertMonths(block, rows);
            AssertCohorts(block, rows);
        }
    }

    [Fact]
    public async Task First_month_of_a_range_is_all_new()
    {
        await using var running = await RunningSimulator.StartAsync(new SimulatorOptions { Rows = 300 });
        var truth = await running.AdminAsync($"/truth?from={From}&to={To}");
        var months = truth.GetProperty("currencies")[0].GetProperty("months");

        Assert.Equal(100.00m, months[0].GetProperty("newPercent").GetDecimal());
        Assert.Equal("0.00", months[0].GetProperty("recurringRevenue").GetString());
        Assert.InRange(months[2].GetProperty("newPercent").GetDecimal(), 1, 99);
    }

    [Fact]
    public async Task Truth_of_the_readable_leaves_out_what_can_not_be_read()
    {
        await using var running = await RunningSimulator.StartAsync(
            new SimulatorOptions { Rows = 300, Faults = new FaultOptions { MalformedRecords = 0.1 } });
        var readable = (await running.RecordsAsync(From, To)).Where(PulledRow.IsReadable).Select(PulledRow.Read).ToList();
        var truth = await running.AdminAsync($"/truth?from={From}&to={To}&readable=true");
        var all = await running.AdminAsync($"/truth?from={From}&to={To}");

        Assert.Equal(readable.Count, truth.GetProperty("rows").GetInt32());
        Assert.True(all.GetProperty("rows").GetInt32() > readable.Count);
        AssertMonths(truth.GetProperty("currencies")[0], readable);
    }

    [Fact]
    public async Task Truth_of_an_endless_range_is_refused()
    {
        await using var running = await RunningSimulator.StartAsync(new SimulatorOptions());
        using var refused = await running.GetAsync(new Uri(running.Simulator.Admin, "/truth?from=2026-01-01&to=9999-01-01"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("allowed: up to 5000000", await RunningSimulator.ErrorAsync(refused), StringComparison.Ordinal);
    }

    private static void AssertMonths(JsonElement block, List<PulledRow> all)
    {
        var cohorts = PulledRow.CohortsOf(all);
        var currency = block.GetProperty("currency").GetString();
        foreach (var month in block.GetProperty("months").EnumerateArray())
        {
            decimal revenue = 0, newRevenue = 0;
            var orders = 0;
            foreach (var row in all)
            {
                if (row.Currency != currency || row.Month != month.GetProperty("month").GetString())
                    continue;
                revenue += row.Amount;
                newRevenue += cohorts[row.Customer] == row.Month ? row.Amount : 0;
                orders++;
            }

            Assert.Equal(Text(revenue), month.GetProperty("revenue").GetString());
            Assert.Equal(Text(newRevenue), month.GetProperty("newRevenue").GetString());
            Assert.Equal(Text(revenue - newRevenue), month.GetProperty("recurringRevenue").GetString());
            Assert.Equal(orders, month.GetProperty("orders").GetInt32());
        }

        Assert.Equal(
            all.Where(row => row.Currency == currency).Select(static row => row.Month).Distinct().Order(StringComparer.Ordinal),
            Names(block, "months", "month"));
    }

    private static void AssertCohorts(JsonElement block, List<PulledRow> all)
    {
        var cohorts = PulledRow.CohortsOf(all);
        var currency = block.GetProperty("currency").GetString();
        foreach (var cohort in block.GetProperty("cohorts").EnumerateArray())
        {
            var rows = all.FindAll(row => row.Currency == currency && cohorts[row.Customer] == cohort.GetProperty("cohort").GetString());
            Assert.Equal(Text(rows.Sum(static row => row.Amount)), cohort.GetProperty("revenue").GetString());
            Assert.Equal(rows.Select(static row => row.Customer).Distinct().Count(), cohort.GetProperty("customers").GetInt32());
            foreach (var month in cohort.GetProperty("months").EnumerateArray())
            {
                var ofMonth = rows.FindAll(row => row.Month == month.GetProperty("month").GetString());
                Assert.Equal(Text(ofMonth.Sum(static row => row.Amount)), month.GetProperty("revenue").GetString());
                Assert.Equal(ofMonth.Count, month.GetProperty("orders").GetInt32());
            }
        }
    }

    private static IEnumerable<string?> Names(JsonElement of, string list, string name) =>
        of.GetProperty(list).EnumerateArray().Select(item => item.GetProperty(name).GetString());

    private static string Text(decimal money) => money.ToString("F2", CultureInfo.InvariantCulture);
}
