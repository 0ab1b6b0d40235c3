using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Grains.Revenue;

/// <summary>Everything from a position to the end of the log, to be carried into the aggregates by one transaction.</summary>
/// <param name="Epoch">The epoch that the store must be at.</param>
/// <param name="From">The position that the store must be at.</param>
/// <param name="Months">How months are cut; their bounds are stored with what is counted by them.</param>
/// <param name="Anew">
/// What is there is dropped and the whole log carried, whatever the position: the epoch rises by one, and the months' zone becomes the stored one.
/// </param>
public sealed record BulkCarry(string Source, int Epoch, long From, MonthCalendar Months, bool Anew = false);
