using System.Text.Json;
using System.Text.Json.Nodes;
using Orleans.Tx.Console.Tests.Running;

namespace Orleans.Tx.Console.Tests.Revenue;

public sealed class RevenueOutputTests
{
    private const string Log = "customer,date,amount\na,2020-01-01,10\nb,2020-01-02,5.5\na,2020-02-01,4.25\nc,2020-02-01,1\n,2020-02-01,1\n";

    [Fact]
    public async Task Json_is_that_of_the_contract()
    {
        var result = await InProcess.RunOn(Log, "revenue", "-", "--format", "json");

        const string Expected = """
            {
              "definition": "first-month", "zone": "UTC", "rows": 4, "customers": 3, "skipped": { "missing-customer": 1 },
              "currencies": [
                { "currency": null, "revenue": "20.75",
                  "months": [
                    { "month": "2020-01", "revenue": "15.50", "newRevenue": "15.50", "recurringRevenue": "0.00",
                      "newPercent": 100.00, "orders": 2, "newOrders": 2, "customers": 2, "newCustomers": 2 },
                    { "month": "2020-02", "revenue": "5.25", "newRevenue": "1.00", "recurringRevenue": "4.25",
                      "newPercent": 19.05, "orders": 2, "newOrders": 1, "customers": 2, "newCustomers": 1 } ],
                  "cohorts": [
                    { "cohort": "2020-01", "customers": 2, "revenue": "19.75",
                      "months": [ { "month": "2020-01", "revenue": "15.50", "orders": 2, "customers": 2 },
                                  { "month": "2020-02", "revenue": "4.25", "orders": 1, "customers": 1 } ] },
                    { "cohort": "2020-02", "customers": 1, "revenue": "1.00",
                      "months": [ { "month": "2020-02", "revenue": "1.00", "orders": 1, "customers": 1 } ] } ] } ]
            }
            """;
        Assert.Equal(Compact(Expected), Compact(result.Out));
    }

    [Fact]
    public async Task Cohorts_as_csv_are_long()
    {
        var result = await InProcess.RunOn(Log, "revenue", "-", "--format", "csv", "--table", "cohorts");

        Assert.Equal(
            "currency,cohort,month,revenue,orders,customers\n,2020-01,2020-01,15.50,2,2\n,2020-01,2020-02,4.25,1,1\n,2020-02,2020-02,1.00,1,1\n",
            result.Out);
    }

    [Fact]
    public async Task Markdown_has_both_tables()
    {
        var result = await InProcess.RunOn(Log, "revenue", "-", "--format", "markdown");

        Assert.Contains("| month | revenue | new | recurring | new % | orders | new orders | customers | new customers |\n|:---|---:|", result.Out, StringComparison.Ordinal);
        Assert.Contains("| 2020-02 | 5.25 | 1.00 | 4.25 | 19.05 | 2 | 1 | 2 | 1 |\n", result.Out, StringComparison.Ordinal);
        Assert.Contains("| 2020-01 | 2 | 19.75 | 15.50 | 4.25 |\n", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pipe_gets_no_escape_codes_and_no_bars()
    {
        using var folder = new TemporaryFolder();
        var result = await TxProcess.Run("revenue", folder.File("log.csv", Log));

        Assert.DoesNotContain('\e', result.Out);
        Assert.DoesNotContain('█', result.Out);
        Assert.Contains("New by first-month: every order in a customer's first calendar month. Months in UTC.\n", result.Out, StringComparison.Ordinal);
        Assert.Contains("4 rows of 3 customers; 1 set aside: 1 missing-customer.\n", result.Out, StringComparison.Ordinal);
    }

    private static string Compact(string json) => JsonSerializer.Serialize(JsonNode.Parse(json));
}
