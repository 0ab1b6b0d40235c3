using Npgsql;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Monetary;
using Orleans.Tx.Domain.Revenue;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Silo.Postgres.Revenue;

/// <summary>Cells and cohort sizes as rows of <c>tx.cells</c> and <c>tx.cohorts</c>.</summary>
internal static class MatrixRows
{
    private const string AnyCurrency = "*";

    public const string CellColumns = "month, cohort, currency, revenue, orders, customers";

    public const string CohortColumns = "cohort, currency, customers";

    public const string LoadMonths = "select month, starts_at from tx.month_bounds where source = $1";

    public static (Month Month, DateTimeOffset Start) ReadMonth(NpgsqlDataReader row) =>
        (Month.Of(row.GetFieldValue<DateOnly>(0)), row.GetFieldValue<DateTimeOffset>(1));

    public static CellRecord ReadCell(NpgsqlDataReader row) => new(
        row.GetFieldValue<DateOnly>(0), row.GetFieldValue<DateOnly>(1), Currency.Parse(row.GetString(2)).Code,
        row.GetDecimal(3), row.GetInt64(4), row.GetInt64(5));

    public static CohortSizeRecord ReadCohort(NpgsqlDataReader row)
    {
        var currency = row.GetString(1);
        var any = currency == AnyCurrency;
        return new CohortSizeRecord(row.GetFieldValue<DateOnly>(0), any ? null : Currency.Parse(currency).Code, any, row.GetInt64(2));
    }

    /// <summary>The parameters of a statement that adds to cells.</summary>
    public static object?[] CellsOf(string source, MatrixChange change)
    {
        var cells = change.Cells.OrderBy(cell => cell.Key).ToArray();
        return
        [
            source,
            Array.ConvertAll(cells, cell => cell.Key.Month.FirstDay),
            Array.ConvertAll(cells, cell => cell.Key.Cohort.FirstDay),
            Array.ConvertAll(cells, cell => cell.Key.Currency.ToString()),
            Array.ConvertAll(cells, cell => cell.Value.Revenue.Amount),
            Array.ConvertAll(cells, cell => cell.Value.Orders),
            Array.ConvertAll(cells, cell => cell.Value.Customers),
        ];
    }

    /// <summary>The parameters of a statement that adds to cohorts.</summary>
    public static object?[] CohortsOf(string source, MatrixChange change)
    {
        var cohorts = change.Cohorts.ToArray();
        return
        [
            source,
            Array.ConvertAll(cohorts, cohort => cohort.Key.Cohort.FirstDay),
            Array.ConvertAll(cohorts, cohort => cohort.Key.Currency?.ToString() ?? AnyCurrency),
            Array.ConvertAll(cohorts, cohort => cohort.Value),
        ];
    }

    public static RevenueMatrix Matrix(IEnumerable<CellRecord> cells, IEnumerable<CohortSizeRecord> cohorts) => new(
        cells.Select(cell => KeyValuePair.Create(
            new CellKey(Month.Of(cell.Month), Month.Of(cell.Cohort), Currency.Parse(cell.Currency)),
            new CellValue(Money.OfSum(cell.Revenue), cell.Orders, cell.Customers))),
        cohorts.Select(cohort => KeyValuePair.Create(
            new CohortKey(Month.Of(cohort.Cohort), cohort.AnyCurrency ? null : Currency.Parse(cohort.Currency)),
            cohort.Customers)));
}
