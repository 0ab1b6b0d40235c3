using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Revenue;

namespace Orleans.Tx.Grains.Revenue;

/// <summary>Everything from a position to the end of the log, to be carried into the aggregates by one transaction.</summary>
/// <param name="Epoch">The epoch that the store must be at.</param>
/// <param name="From">The position that the store must be at.</param>
/// <param name="Months">How months are cut; their bounds are stored with what is counted by them.</param>
/// <param name="Anew">
/// What is there is dropped and the whole log carried, whatever the position: the epoch rises by one, and the months' zone becomes the stored one.
/// </param>
public sealed record BulkCarry(string Source, int Epoch, long From, MonthCalendar Months, bool Anew = false);

/// <summary>The rule that is run over a customer's entries; a customer with very many comes in several parts, one after the other.</summary>
/// <param name="ledger">The ledger so far.</param>
/// <param name="version">The last batch that the entries come from.</param>
/// <param name="entries">Valid for the length of the call.</param>
public delegate LedgerStep CarryRule(CustomerLedger ledger, long version, ReadOnlySpan<LogEntry> entries);

/// <summary>What a bulk carry left.</summary>
/// <param name="Epoch">The epoch, risen where it was made anew.</param>
/// <param name="To">The position: the last batch of the log as it began.</param>
/// <param name="Entries">How many entries were carried.</param>
/// <param name="Values">What the changed cells and cohorts are now.</param>
/// <param name="Damaged">
/// Batches whose entries are not as many as they were stored with, in words; only where it was made anew, else they are refused.
/// </param>
public sealed record BulkCarried(int Epoch, long To, long Entries, MatrixChangeRecord Values, IReadOnlyList<string> Damaged);
