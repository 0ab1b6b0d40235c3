using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Domain.Revenue;

/// <summary>Adds up what <see cref="Acquisition"/> says that customers count for.</summary>
public interface ICohortCount<TFigure, in TCurrency>
{
    /// <summary>One customer, acquired in <paramref name="cohort"/>.</summary>
    void AddCustomer(Month cohort);

    /// <summary>The customer has orders in this currency.</summary>
    void AddCustomer(Month cohort, TCurrency currency);

    /// <summary>What the customer bought in one month and currency, for the cell of that month and cohort.</summary>
    void AddFigure(Month cohort, in TFigure figure);
}
