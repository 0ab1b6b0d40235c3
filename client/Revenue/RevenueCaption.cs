using Orleans.Tx.Client.Output;
using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Client.Revenue;

/// <summary>What stands above the tables: which definition, zone and rows the figures are of.</summary>
internal static class RevenueCaption
{
    public const string Cohorts = "Revenue by the month in which customers were acquired:";

    public static IEnumerable<string> Lines(RevenueAnswer answer)
    {
        yield return $"New by {answer.Definition}: {Meaning(answer.Definition)}. Months in {answer.Zone}.";
        yield return $"{Count(answer.Rows, "row")} of {Count(answer.Customers, "customer")}; {SetAside(answer)}.";
        if (answer.Coverage is { } coverage)
            yield return Finality(answer, coverage);
        if (answer.Currencies.IsEmpty)
            yield return "There are no orders to report.";
    }

    /// <param name="grouped">With commas between the thousands, as the table below has them.</param>
    public static string Heading(CurrencyAnswer block, bool grouped = false)
    {
        var revenue = MoneyText.Of(block.Revenue);
        return $"Revenue{(block.Currency is { } code ? $" in {code}" : "")}: {(grouped ? Digits.Grouped(revenue) : revenue)}";
    }

    private static string Meaning(string definition) => definition == "first-order"
        ? "only the orders at a customer's first timestamp"
        : "every order in a customer's first calendar month";

    private static string SetAside(RevenueAnswer answer)
    {
        var reasons = string.Join(", ", answer.Skipped.Select(reason => $"{Digits.Grouped(reason.Value)} {reason.Key}"));
        var count = answer.Coverage?.Rejected ?? answer.Skipped.Values.Sum();
        return $"{Digits.Grouped(count)} set aside{(reasons.Length > 0 ? $": {reasons}" : "")}";
    }

    private static string Finality(RevenueAnswer answer, Coverage coverage)
    {
        if (coverage is { Complete: true, NewComplete: true })
            return IsWhole(answer) ? "Every week is complete: the figures are final." : "Every week pulled is complete; what goes on beyond them is marked incomplete.";
        var weeks = string.Join(", ", coverage.Weeks.Take(5).Select(week => $"{week.Week} {week.Status}"));
        var more = coverage.Weeks.Length > 5 ? $" and {coverage.Weeks.Length - 5} more" : "";
        return $"Not final{(weeks.Length > 0 ? $": {weeks}{more}" : "")}{(coverage.NewComplete ? "" : "; who is new may change with earlier weeks")}.";
    }

    private static bool IsWhole(RevenueAnswer answer) => answer.Currencies.All(block =>
        !(block.Months ?? []).Any(month => month is { Complete: false } or { NewComplete: false })
        && !(block.Cohorts ?? []).Any(cohort => cohort is { Complete: false } or { NewComplete: false }));

    private static string Count(long count, string word) => $"{Digits.Grouped(count)} {word}{(count == 1 ? "" : "s")}";
}
