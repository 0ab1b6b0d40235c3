using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Revenue;

namespace Orleans.Tx.Grains.Revenue;

/// <summary>What a range of batches makes of the aggregates.</summary>
/// <param name="From">The position that the store must be at.</param>
/// <param name="To">The position after it.</param>
/// <param name="Zone">The reporting zone that the months were cut in.</param>
/// <param name="Ledgers">Each may replace only the version it was built on.</param>
/// <param name="Change">The sum of what the ledgers change.</param>
/// <param name="Months">How months were cut: the bounds of those in the change are stored with it.</param>
public sealed record ProjectionCommit(
    string Source, int Epoch, long From, long To, string Zone, IReadOnlyList<LedgerWrite> Ledgers, MatrixChange Change,
    MonthCalendar? Months = null);

/// <summary>A ledger to be stored.</summary>
/// <param name="BaseVersion">The version it was built on; 0 for a customer who has none stored.</param>
/// <param name="Weeks">The weeks of the entries that it was carried on by, which are added to those that the customer's rows are looked for in.</param>
public sealed record LedgerWrite(string Customer, long BaseVersion, CustomerLedger Ledger, IReadOnlyList<Week> Weeks);
