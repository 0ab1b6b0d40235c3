using System.Globalization;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Monetary;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Charts;

/// <summary>
/// The rows of the heat map. More cohorts than one can read are put together by quarter, and then by year: a cohort's customers are in no
/// other, so that revenue, orders and customers are sums.
/// </summary>
/// <param name="Unit">What a row is of: month, quarter or year.</param>
public sealed record CohortRows(string Unit, IReadOnlyList<CohortRow> Rows)
{
    public const int Most = 60;

    private static readonly (string Unit, Func<Month, string> Name)[] Units =
    [
        ("month", month => month.ToString()),
        ("quarter", month => string.Create(CultureInfo.InvariantCulture, $"{month.Year:D4}-Q{(month.Number + 2) / 3}")),
        ("year", month => month.Year.ToString("D4", CultureInfo.InvariantCulture)),
    ];

    public static CohortRows Of(IReadOnlyList<CohortAnswer> cohorts)
    {
        var (unit, name) = Units.FirstOrDefault(
            unit => cohorts.Select(cohort => unit.Name(Month.Parse(cohort.Cohort))).Distinct().Count() <= Most, Units[^1]);
        return new CohortRows(unit, [.. cohorts.GroupBy(cohort => name(Month.Parse(cohort.Cohort))).Select(Together)]);
    }

    private static CohortRow Together(IGrouping<string, CohortAnswer> cohorts) => new(
        cohorts.Key,
        cohorts.Sum(cohort => cohort.Customers),
        Sum(cohorts.Select(cohort => cohort.Revenue)),
        [.. cohorts.SelectMany(cohort => cohort.Months).GroupBy(month => month.Month).Select(Together)],
        cohorts.Any(cohort => cohort is { Complete: false } or { NewComplete: false }));

    private static CohortMonthAnswer Together(IGrouping<string, CohortMonthAnswer> month) => new(
        month.Key, Sum(month.Select(part => part.Revenue)), month.Sum(part => part.Orders), month.Sum(part => part.Customers));

    // By the rule of money, which drops no digit in silence.
    private static decimal Sum(IEnumerable<decimal> amounts) => amounts.Aggregate(Money.Zero, (sum, amount) => sum + Money.OfSum(amount)).Amount;
}
