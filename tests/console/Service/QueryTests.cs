using System.Globalization;
using System.Text.Json;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Grains.Queries;

namespace Orleans.Tx.Console.Tests.Service;

/// <summary>Questions to the store, as a person asks them.</summary>
public sealed class QueryTests(ServedShop served) : IClassFixture<ServedShop>
{
    [Fact]
    public async Task Transactions_as_csv_are_all_rows_in_order()
    {
        var lines = await Lines("transactions", "--format", "csv");

        Assert.Equal("id,customer,occurredAt,amount,currency,extra", lines[0]);
        Assert.Equal(Shop.Weeks * ServedShop.Rows, lines.Length - 1);
        Assert.Equal(lines[1..].Select(line => line.Split(',')[2]).Order(StringComparer.Ordinal), lines[1..].Select(line => line.Split(',')[2]));
    }

    [Fact]
    public async Task Transactions_as_json_are_the_same_rows_with_their_coverage()
    {
        using var answer = JsonDocument.Parse(await served.Work.Output("transactions", "--format", "json", "--limit", "7"));

        Assert.Equal(
            (await Lines("transactions", "--format", "csv"))[1..8].Select(line => line.Split(',')[0]),
            answer.RootElement.GetProperty("transactions").EnumerateArray().Select(row => row.GetProperty("id").GetString()));
        Assert.True(answer.RootElement.GetProperty("coverage").GetProperty("position").GetInt64() > 0);
    }

    [Fact]
    public async Task Transactions_as_a_table_are_the_first_hundred()
    {
        var shown = await served.Work.Output("transactions");

        Assert.Contains("The first 100 are shown; --limit shows more.", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("The first", await served.Work.Output("transactions", "--to", "2025-01-13T01:00"), StringComparison.Ordinal);
        Assert.StartsWith("There are no transactions to show.", await served.Work.Output("transactions", "--to", "2020-01"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Groups_by_month_have_the_figures_of_the_months()
    {
        var months = Truth.Answer(await served.Work.Output("months", "--format", "json")).Currencies;
        var expected = months
            .SelectMany(block => block.Months!.Value.Select(month => string.Create(
                CultureInfo.InvariantCulture, $"{month.Month},{block.Currency},{MoneyText.Of(month.Revenue)},{MoneyText.Of(month.NewRevenue)},{month.Orders},{month.Customers}")))
            .Order(StringComparer.Ordinal);

        var groups = await Lines("group", "--by", "month", "--format", "csv");

        Assert.Equal("month,currency,revenue,newRevenue,orders,customers", groups[0]);
        Assert.Equal(expected, groups[1..]);
        Assert.Contains("newRevenue", await served.Work.Output("group", "--by", "day,cohort"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Months_of_customers_and_weeks_say_who_is_new_by_all_of_history()
    {
        var rows = (await Lines("transactions", "--from", "2025-02", "--format", "csv"))[1..].Select(line => line.Split(',')[1]).Distinct().Take(40).ToList();
        await File.WriteAllLinesAsync(served.Work["ids.txt"], rows, TestContext.Current.CancellationToken);

        var answer = Truth.Answer(await served.Work.Output("months", "--from", "2025-02", "--customers", "ids.txt", "--format", "json"));
        var known = Truth.Answer(await served.Work.Output("cohorts", "--from", "2025-02", "--customers", "ids.txt", "--new", "first-order", "--format", "json"));

        Assert.Equal((rows.Count, "first-order"), (answer.Customers, known.Definition));
        Assert.All(answer.Currencies.SelectMany(block => block.Months!.Value), month => Assert.Equal("2025-02", month.Month));
        Assert.Contains(known.Currencies.SelectMany(block => block.Cohorts!.Value), cohort => cohort.Cohort == "2025-01");
        Assert.Equal(answer.Rows, known.Rows);
    }

    [Fact]
    public async Task Customer_has_months_and_last_transactions()
    {
        var row = (await Lines("transactions", "--format", "csv"))[1].Split(',');
        var answer = JsonSerializer.Deserialize<CustomerAnswer>(await served.Work.Output("customer", row[1], "--format", "json"), TxJson.Compact)!;

        Assert.Equal((row[1], "2025-01"), (answer.Customer, answer.Cohort));
        Assert.Equal(DateTimeOffset.Parse(row[2], CultureInfo.InvariantCulture), answer.FirstOrder);
        Assert.Contains(answer.Transactions, transaction => transaction.Id == row[0]);
        Assert.Contains($"Customer {row[1]} of simulator: first order 2025-01-", await served.Work.Output("customer", row[1]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("customer nobody", "customer: nobody of the id 'nobody'")]
    [InlineData("group --by moon", "by: 'moon' is no dimension; allowed: customer, day, week, month, quarter, year, currency, cohort")]
    [InlineData("group --by day,day", "by: 'day' is given twice")]
    [InlineData("transactions --from 2025-02 --to 2025-01", "from: 2025-02 does not lie before the end of to, 2025-01")]
    [InlineData("transactions --limit 0", "--limit: '0' is no number of transactions")]
    [InlineData("months --from yesterday", "--from: 'yesterday' is no week")]
    [InlineData("transactions --customers nowhere.txt", "--customers: there is no file nowhere.txt")]
    public async Task What_can_not_be_asked_is_one_sentence(string commandLine, string sentence)
    {
        var refused = await served.Work.Run(commandLine.Split(' '));

        Assert.Equal(ExitStatus.Usage, refused.Status);
        Assert.StartsWith($"tx: {sentence}", refused.Error, StringComparison.Ordinal);
        Assert.Empty(refused.Out);
    }

    private async Task<string[]> Lines(params string[] args) => (await served.Work.Output(args)).TrimEnd('\n').Split('\n');
}
