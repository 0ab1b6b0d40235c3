using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Monetary;

namespace Orleans.Tx.Grains.Revenue;

/// <summary>The entries of consecutive batches.</summary>
/// <param name="To">The last of the batches.</param>
public sealed record LogRange(long To, IReadOnlyList<LogEntry> Entries);

/// <summary>One order in the log: added, or taken back by a restatement or removal.</summary>
/// <param name="Week">The week of its batch, whose partition holds the row.</param>
public readonly record struct LogEntry(string Customer, DateTimeOffset OccurredAt, Currency Currency, Money Amount, bool TakenBack, Week Week);
