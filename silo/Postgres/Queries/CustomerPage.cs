using Orleans.Tx.Domain.Revenue;
using Orleans.Tx.Grains.Queries;
using Orleans.Tx.Silo.Postgres.Revenue;

namespace Orleans.Tx.Silo.Postgres.Queries;

/// <summary>Reads what is stored of one customer, all of one instant.</summary>
internal static class CustomerPage
{
    public static async Task<StoredCustomer?> Read(StoreSession session, string source, string customer, int last)
    {
        var range = await CustomerWeeks.Range(session, new OrderScope(source, null, null, [customer], null), customer);
        var ledgers = await session.All(LedgerRow.Load, LedgerRow.Read, source, new[] { customer });
        var ledger = ledgers is [var (_, stored)] ? stored : CustomerLedger.Empty;
        var first = ledger.FirstOrder ?? (ledger.Cohort is null ? null : await FirstInLog(session, range));
        var rows = await TransactionRows.Last(session, range, customer, last);
        return ledger.Cohort is null && rows.IsEmpty ? null : new StoredCustomer(range.At, ledger, first, rows);
    }

    private static async Task<DateTimeOffset?> FirstInLog(StoreSession session, StoredRange range)
    {
        var statement = new Statement();
        var acquired = OrdersAtPosition.Acquired(statement, range, NewDefinition.FirstOrder);
        return await session.Value<DateTimeOffset>($"with {acquired} select first_order from acquired", statement.Values);
    }
}
