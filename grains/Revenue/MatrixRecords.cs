using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Monetary;
using Orleans.Tx.Domain.Revenue;

namespace Orleans.Tx.Grains.Revenue;

/// <summary>Between cells of the domain's matrix and the records that cross a grain interface.</summary>
public static class MatrixRecords
{
    public static CellRecord ToRecord(CellKey key, CellValue value) => new(
        key.Month.FirstDay, key.Cohort.FirstDay, key.Currency.Code, value.Revenue.Amount, value.Orders, value.Customers);

    public static CohortSizeRecord ToRecord(CohortKey key, long customers) =>
        new(key.Cohort.FirstDay, key.Currency?.Code, key.Currency is null, customers);

    public static MatrixChangeRecord ToRecord(this MatrixChange change) => new(
        [.. change.Cells.Select(cell => ToRecord(cell.Key, cell.Value))],
        [.. change.Cohorts.Select(cohort => ToRecord(cohort.Key, cohort.Value))]);

    public static CellKey Key(this CellRecord cell) => new(Month.Of(cell.Month), Month.Of(cell.Cohort), Currency.Parse(cell.Currency));

    public static CellValue Value(this CellRecord cell) => new(Money.OfSum(cell.Revenue), cell.Orders, cell.Customers);

    public static CohortKey Key(this CohortSizeRecord cohort) =>
        new(Month.Of(cohort.Cohort), cohort.AnyCurrency ? null : Currency.Parse(cohort.Currency));

    public static MatrixChange ToChange(this MatrixChangeRecord record)
    {
        var change = new MatrixChange();
        foreach (var cell in record.Cells)
            change.Add(cell.Key(), cell.Value());
        foreach (var cohort in record.Cohorts)
            change.Add(cohort.Key(), cohort.Customers);
        return change;
    }

    /// <summary>Gives cells and cohorts the values of an update.</summary>
    public static void Put(this RevenueMatrix matrix, MatrixChangeRecord values)
    {
        foreach (var cell in values.Cells)
            matrix.Set(cell.Key(), cell.Value());
        foreach (var cohort in values.Cohorts)
            matrix.Set(cohort.Key(), cohort.Customers);
    }
}
