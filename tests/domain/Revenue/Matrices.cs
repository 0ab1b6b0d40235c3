using Orleans.Tx.Domain.Revenue;

namespace Orleans.Tx.Domain.Tests.Revenue;

/// <summary>Matrices made by the product's rule.</summary>
internal static class Matrices
{
    public static RevenueMatrix Of(IEnumerable<Order> orders)
    {
        var matrix = new RevenueMatrix();
        foreach (var customer in orders.GroupBy(order => order.Customer))
            matrix.Apply(CustomerLedger.Empty.Apply(1, [.. customer.Select(order => order.Added)]).Change);
        return matrix;
    }

    /// <summary>The same for orders that came in batches, some of which were taken back, each batch carried through ledger after ledger.</summary>
    public static (RevenueMatrix Matrix, IReadOnlyList<Order> Remaining) Through(IEnumerable<Order> orders, Random chance)
    {
        var (matrix, remaining) = (new RevenueMatrix(), new List<Order>());
        foreach (var customer in orders.GroupBy(order => order.Customer))
        {
            var log = EntryLog.Of([.. customer], chance);
            remaining.AddRange(log.Remaining);
            var ledger = CustomerLedger.Empty;
            foreach (var batch in log.Split(chance))
            {
                var step = ledger.Apply(ledger.Version + 1, batch);
                matrix.Apply(step.Change);
                ledger = step.Ledger;
            }
        }

        return (matrix, remaining);
    }
}
