using System.Runtime.InteropServices;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Monetary;

namespace Orleans.Tx.Domain.Revenue;

/// <summary>
/// The orders at their customers' first timestamps, by month and currency: what <see cref="NewDefinition.FirstOrder"/> calls new.
/// </summary>
public sealed class FirstOrders
{
    private readonly Dictionary<(Month Month, Currency Currency), (Money Revenue, long Orders)> _figures = [];

    /// <summary>Counts orders of one month and currency that stand at their customers' first timestamp.</summary>
    public void Add(Month month, Currency currency, Money revenue, long orders)
    {
        ref var figure = ref CollectionsMarshal.GetValueRefOrAddDefault(_figures, (month, currency), out _);
        figure = (figure.Revenue + revenue, figure.Orders + orders);
    }

    /// <summary>What is new in a month, in a currency: nothing where no customer's first timestamp lies in it.</summary>
    public (Money Revenue, long Orders) In(Month month, Currency currency) => _figures.GetValueOrDefault((month, currency));
}
