using System.Collections.Immutable;
using Orleans.Tx.Grains.Queries;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Gateway.Queries;

/// <summary>A page of rows: <c>GET /v1/transactions</c>.</summary>
/// <param name="Next">What to give as <c>after</c> for the next page; null on the last.</param>
public sealed record TransactionPage(string Source, ImmutableArray<TransactionRecord> Transactions, string? Next, Coverage Coverage);
