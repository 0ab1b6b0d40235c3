using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Monetary;

namespace Orleans.Tx.Domain.Revenue;

/// <summary>One order as a customer's ledger counts it: added, or taken back because it was restated or removed.</summary>
/// <param name="Month">The month that <paramref name="OccurredAt"/> lies in, by the reporting zone.</param>
/// <param name="OccurredAt">When the order was made.</param>
/// <param name="Currency">The currency of the amount.</param>
/// <param name="Amount">The amount with its own sign: a refund is negative, zero counts too.</param>
/// <param name="TakenBack">The order was counted before and no longer is.</param>
public readonly record struct LedgerEntry(Month Month, DateTimeOffset OccurredAt, Currency Currency, Money Amount, bool TakenBack = false);
