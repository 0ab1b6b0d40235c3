using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Domain.Revenue;

/// <summary>
/// The month in which a customer was acquired, and what the customer counts for: the one definition of "new", which ledgers and
/// the analysis of files share. It allocates nothing, so that millions of customers cost little.
/// </summary>
public static class Acquisition
{
    /// <summary>The first month with an order, over all currencies; null without orders.</summary>
    /// <param name="history">Every month and currency in which the customer has orders, in any order.</param>
    public static Month? CohortOf<TFigure, TCurrency>(ReadOnlySpan<TFigure> history)
        where TFigure : IMonthFigure<TCurrency>
    {
        if (history.IsEmpty)
            return null;

        var first = history[0].Month;
        foreach (ref readonly var figure in history)
            first = figure.Month.CompareTo(first) < 0 ? figure.Month : first;
        return first;
    }

    /// <summary>Counts one customer.</summary>
    /// <param name="history">All the customer's months: they decide the cohort.</param>
    /// <param name="reported">Those of them that count, each month and currency once; without any the customer doesn't count.</param>
    public static void Count<TFigure, TCurrency, TCount>(ReadOnlySpan<TFigure> history, ReadOnlySpan<TFigure> reported, TCount count)
        where TFigure : IMonthFigure<TCurrency>
        where TCurrency : IEquatable<TCurrency>
        where TCount : struct, ICohortCount<TFigure, TCurrency>
    {
        if (reported.IsEmpty)
            return;

        var cohort = CohortOf<TFigure, TCurrency>(history) ?? throw new ArgumentException("a customer without orders has none to report", nameof(history));
        count.AddCustomer(cohort);
        for (var i = 0; i < reported.Length; i++)
        {
            count.AddFigure(cohort, in reported[i]);
            if (!HasCurrency(reported[..i], reported[i].Currency))
                count.AddCustomer(cohort, reported[i].Currency);
        }
    }

    private static bool HasCurrency<TFigure, TCurrency>(ReadOnlySpan<TFigure> figures, TCurrency currency)
        where TFigure : IMonthFigure<TCurrency>
        where TCurrency : IEquatable<TCurrency>
    {
        foreach (ref readonly var figure in figures)
        {
            if (figure.Currency.Equals(currency))
                return true;
        }

        return false;
    }
}
