using Orleans.Tx.Domain.Revenue;

namespace Orleans.Tx.Grains.Revenue;

/// <summary>The rule that is run over a customer's entries; a customer with very many comes in several parts, one after the other.</summary>
/// <param name="ledger">The ledger so far.</param>
/// <param name="version">The last batch that the entries come from.</param>
/// <param name="entries">Valid for the length of the call.</param>
public delegate LedgerStep CarryRule(CustomerLedger ledger, long version, ReadOnlySpan<LogEntry> entries);
