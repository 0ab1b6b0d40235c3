using Orleans.Tx.Client.Orders;
using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Client.Revenue;

/// <summary>What one customer bought in one month and currency.</summary>
internal readonly record struct Figure(Month Month, int Currency, Amount Revenue, long Orders);
