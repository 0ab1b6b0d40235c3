using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Domain.Revenue;

/// <summary>What one customer bought in one month and currency, however it is kept.</summary>
/// <typeparam name="TCurrency">The currency, or a number that stands for it.</typeparam>
public interface IMonthFigure<out TCurrency>
{
    Month Month { get; }

    TCurrency Currency { get; }
}
