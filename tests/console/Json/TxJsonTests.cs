using System.Collections.Immutable;
using System.Text.Json;
using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Console.Tests.Json;

public sealed class TxJsonTests
{
    private static readonly RevenueAnswer Answer = new(
        "first-month", "Europe/Berlin", 3, 2, ImmutableSortedDictionary<string, long>.Empty.Add("bad-date", 1),
        [
            new CurrencyAnswer(
                null, 8.9m, [new MonthAnswer("2020-01", 8.9m, 0.00000001m, -0m, null, 3, 1, 2, 1, true, false)],
                [new CohortAnswer("2020-01", 2, -8.9m, [new CohortMonthAnswer("2020-01", 8.90m, 3, 2)], null, null)]),
            new CurrencyAnswer("USD", 0m, null, null),
        ],
        new Coverage(false, false, 3, 0, 812, [new WeekCoverage("2026-W43", "pulling", 412, 900)]));

    [Fact]
    public void Answer_is_written_to_the_letter() => Assert.Equal(
        """
        {"definition":"first-month","zone":"Europe/Berlin","rows":3,"customers":2,"skipped":{"bad-date":1},"currencies":[
        {"currency":null,"revenue":"8.90","months":[{"month":"2020-01","revenue":"8.90","newRevenue":"0.00000001","recurringRevenue":"0.00",
        "newPercent":null,"orders":3,"newOrders":1,"customers":2,"newCustomers":1,"complete":true,"newComplete":false}],
        "cohorts":[{"cohort":"2020-01","customers":2,"revenue":"-8.90","months":[{"month":"2020-01","revenue":"8.90","orders":3,"customers":2}]}]},
        {"currency":"USD","revenue":"0.00"}],
        "coverage":{"complete":false,"newComplete":false,"rejected":3,"lagBatches":0,"position":812,
        "weeks":[{"week":"2026-W43","status":"pulling","page":412,"pages":900}]}}
        """.ReplaceLineEndings(""),
        JsonSerializer.Serialize(Answer, TxJson.Compact));

    [Theory]
    [InlineData("100", "100.00")]
    [InlineData("83.9", "83.90")]
    [InlineData("-12.345", "-12.35")]
    public void Percentage_is_a_number_with_two_decimals(string percent, string written)
    {
        var month = new MonthAnswer("2020-01", 1, 1, 0, decimal.Parse(percent, null), 1, 1, 1, 1, null, null);

        Assert.Contains($"\"newPercent\":{written},", JsonSerializer.Serialize(month, TxJson.Compact), StringComparison.Ordinal);
    }

    [Fact]
    public void Answer_reads_back_equal()
    {
        foreach (var options in (JsonSerializerOptions[])[TxJson.Compact, TxJson.Indented])
            Assert.Equivalent(Answer, JsonSerializer.Deserialize<RevenueAnswer>(JsonSerializer.Serialize(Answer, options), options), strict: true);
    }

    [Fact]
    public void Unknown_fields_are_ignored() => Assert.Equal(
        new CohortMonthAnswer("2020-01", 5m, 1, 1),
        JsonSerializer.Deserialize<CohortMonthAnswer>("""{"month":"2020-01","revenue":"5.00","orders":1,"customers":1,"later":true}""", TxJson.Compact));

    [Fact]
    public void Money_that_is_a_number_is_refused() => Assert.Throws<JsonException>(
        () => JsonSerializer.Deserialize<CohortMonthAnswer>("""{"month":"2020-01","revenue":5.00,"orders":1,"customers":1}""", TxJson.Compact));

    [Theory]
    [InlineData(WeekState.Pulling, "\"pulling\"")]
    [InlineData(WeekState.Complete, "\"complete\"")]
    public void Enum_is_a_lower_case_word(WeekState state, string written)
    {
        Assert.Equal(written, JsonSerializer.Serialize(state, TxJson.Compact));
        Assert.Equal(state, JsonSerializer.Deserialize<WeekState>(written, TxJson.Compact));
    }
}
