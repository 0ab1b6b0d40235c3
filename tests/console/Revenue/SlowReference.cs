namespace Orleans.Tx.Console.Tests.Revenue;

/// <summary>The revenue analysis as the definitions say it, row by row and without regard for speed.</summary>
internal sealed class SlowReference(IReadOnlyList<LogRow> log, bool firstOrder, Func<LogRow, bool>? reported = null)
{
    private IEnumerable<LogRow> Reported => log.Where(reported ?? (_ => true));

    public IEnumerable<string> Months() =>
        from row in Reported
        group row by (row.Currency, row.Month) into rows
        orderby rows.Key.Currency, rows.Key.Month
        let revenue = rows.Sum(row => row.Amount)
        let fresh = rows.Where(IsNew).Sum(row => row.Amount)
        select string.Join(',',
            rows.Key.Currency, rows.Key.Month, Money(revenue), Money(fresh), Money(revenue - fresh), Percent(fresh, revenue),
            rows.Count(), rows.Count(IsNew), Customers(rows), Customers(rows.Where(row => Cohort(row) == row.Month)));

    public IEnumerable<string> Cohorts() =>
        from row in Reported
        group row by (row.Currency, Cohort: Cohort(row), row.Month) into rows
        orderby rows.Key.Currency, rows.Key.Cohort, rows.Key.Month
        select string.Join(',',
            rows.Key.Currency, rows.Key.Cohort, rows.Key.Month, Money(rows.Sum(row => row.Amount)), rows.Count(), Customers(rows));

    private bool IsNew(LogRow row) => firstOrder ? row.At == First(row) : Cohort(row) == row.Month;

    private DateTime First(LogRow row) => log.Where(other => other.Customer == row.Customer).Min(other => other.At);

    private string Cohort(LogRow row) => (row with { At = First(row) }).Month;

    private static int Customers(IEnumerable<LogRow> rows) => rows.Select(row => row.Customer).Distinct().Count();

    private static string Percent(decimal part, decimal whole) =>
        whole == 0 ? "" : Math.Round(100 * part / whole, 2, MidpointRounding.AwayFromZero).ToString("0.00", null);

    private static string Money(decimal amount) => amount.ToString("0.00######", null);
}
