using Orleans.Tx.Domain.Revenue;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Grains.Queries;

/// <summary>The matrix of some of the orders, under the cohorts that all orders decide.</summary>
/// <param name="FirstOrders">Those of the orders that stand at their customers' first timestamps; null where that was not asked.</param>
public sealed record StoredRevenue(StoredPosition At, RevenueMatrix Matrix, FirstOrders? FirstOrders);
