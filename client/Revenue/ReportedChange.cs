using Orleans.Tx.Domain.Monetary;
using Orleans.Tx.Domain.Revenue;

namespace Orleans.Tx.Client.Revenue;

/// <summary>What one customer adds to a matrix of which only some orders are reported.</summary>
internal static class ReportedChange
{
    /// <param name="ledger">The customer's whole history: it decides the cohort.</param>
    /// <param name="reported">The part of it that is reported, each month and currency once.</param>
    public static MatrixChange Of(CustomerLedger ledger, IEnumerable<LedgerMonth> reported)
    {
        var change = new MatrixChange();
        var currencies = new HashSet<Currency?>();
        foreach (var month in reported)
        {
            var cohort = ledger.Cohort ?? throw new ArgumentException("a customer without orders has none to report", nameof(ledger));
            change.Add(new CellKey(month.Month, cohort, month.Currency), new CellValue(month.Revenue, month.Orders, 1));
            if (currencies.Add(month.Currency))
                change.Add(new CohortKey(cohort, month.Currency), 1);
            if (currencies.Add(null))
                change.Add(new CohortKey(cohort, null), 1);
        }

        return change;
    }
}
