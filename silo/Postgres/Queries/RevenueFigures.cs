using Npgsql;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Monetary;
using Orleans.Tx.Domain.Revenue;
using Orleans.Tx.Grains.Queries;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Silo.Postgres.Queries;

/// <summary>Reads what a <see cref="RevenueStatement"/> came to.</summary>
internal static class RevenueFigures
{
    public static async Task<StoredRevenue> Read(
        StoreSession session, (string Text, object?[] Values) statement, StoredPosition at, TimeSlices months, NewDefinition definition)
    {
        var matrix = new RevenueMatrix();
        var first = definition == NewDefinition.FirstOrder ? new FirstOrders() : null;
        foreach (var row in await session.All(statement.Text, ReadRow, statement.Values))
        {
            var (cohort, currency) = (Month.Of(row.Cohort), Currency.Parse(row.Currency));
            if (row.Kind != "cell")
            {
                matrix.Set(new CohortKey(cohort, row.Kind == "currency" ? currency : null), row.Customers);
                continue;
            }

            var month = Month.Of(months.Days[row.Slice - 1]);
            matrix.Set(new CellKey(month, cohort, currency), new CellValue(Money.OfSum(row.Revenue), row.Orders, row.Customers));
            if (row.NewOrders > 0)
                first?.Add(month, currency, Money.OfSum(row.NewRevenue), row.NewOrders);
        }

        return new StoredRevenue(at, matrix, first);
    }

    private static Row ReadRow(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetFieldValue<DateOnly>(1), row.GetInt32(2), row.GetString(3), row.GetDecimal(4), row.GetInt64(5),
        row.GetInt64(6), row.GetDecimal(7), row.GetInt64(8));

    private sealed record Row(
        string Kind, DateOnly Cohort, int Slice, string Currency, decimal Revenue, long Orders, long Customers, decimal NewRevenue, long NewOrders);
}
