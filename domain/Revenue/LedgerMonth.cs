using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Monetary;

namespace Orleans.Tx.Domain.Revenue;

/// <summary>What one customer bought in one month and currency.</summary>
/// <param name="Revenue">The sum of the amounts, each with its sign.</param>
/// <param name="Orders">How many orders there are; at least one.</param>
public readonly record struct LedgerMonth(Month Month, Currency Currency, Money Revenue, long Orders);
