using System.Collections.Immutable;
using Orleans.Tx.Domain.Revenue;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Grains.Queries;

/// <summary>What is stored of a customer.</summary>
/// <param name="Ledger">The empty one before the customer's first order is in the aggregates.</param>
/// <param name="FirstOrder">As of the same position, also where the ledger does not know it.</param>
/// <param name="Last">The last orders, the latest first.</param>
public sealed record StoredCustomer(
    StoredPosition At, CustomerLedger Ledger, DateTimeOffset? FirstOrder, ImmutableArray<TransactionRecord> Last);
