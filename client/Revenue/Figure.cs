using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Revenue;

namespace Orleans.Tx.Client.Revenue;

/// <summary>What one customer bought in one month and currency.</summary>
/// <param name="Units">The sum of the amounts, in units of <see cref="Orders.Amount"/>.</param>
internal readonly record struct Figure(FigureKey Key, Int128 Units, long Orders) : IMonthFigure<int>
{
    public Month Month => Key.Month;

    public int Currency => Key.Currency;
}
