using System.Collections.Immutable;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Grains.Queries;

/// <summary>Some rows of an answer.</summary>
/// <param name="At">Where log and aggregates were: in the first item.</param>
public sealed record StoredTransactions(StoredPosition? At, ImmutableArray<TransactionRecord> Rows);
