using System.Globalization;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Grains.Queries;

namespace Orleans.Tx.Client.Queries;

/// <summary>Rows for people.</summary>
internal static class TransactionSheet
{
    public static Sheet Of(IEnumerable<TransactionRecord> rows)
    {
        var sheet = new Sheet(
            SheetColumn.Text("occurredAt", "Occurred at (UTC)"), SheetColumn.Clipped("id", "Id", rank: 1), SheetColumn.Clipped("customer", "Customer"),
            SheetColumn.Number("amount", "Amount"), SheetColumn.Text("currency", "Currency"));
        foreach (var row in rows)
        {
            sheet.Add(
                row.OccurredAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture), VisibleText.Line(row.Id),
                VisibleText.Line(row.Customer), MoneyText.Of(row.Amount), row.Currency);
        }

        return sheet;
    }
}
