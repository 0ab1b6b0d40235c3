using System.Runtime.InteropServices;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Monetary;

namespace Orleans.Tx.Domain.Revenue;

/// <summary>
/// What one customer has bought, by month and currency, up to a batch of the log. Immutable: the rule that carries it on
/// (<see cref="Apply"/>) is the only definition of "new" in the product, and files, grains and rebuilds all run it.
/// </summary>
public sealed class CustomerLedger
{
    private readonly LedgerMonth[] _months;

    private CustomerLedger(long version, DateTimeOffset? firstOrder, LedgerMonth[] months)
    {
        Version = version;
        FirstOrder = firstOrder;
        _months = months;
    }

    /// <summary>A customer of whom no order is known.</summary>
    public static CustomerLedger Empty { get; } = new(0, null, []);

    /// <summary>The number of the last batch that this ledger holds; 0 before the first.</summary>
    public long Version { get; }

    /// <summary>
    /// When the earliest order was made. Null without orders, and after the earliest was taken back, until the log is asked again
    /// (<see cref="WithFirstOrder"/>): a ledger keeps months, not orders.
    /// </summary>
    public DateTimeOffset? FirstOrder { get; }

    /// <summary>There are orders, and it is not known which is the earliest.</summary>
    public bool ForgotFirstOrder => FirstOrder is null && _months.Length > 0;

    /// <summary>Months and currencies with at least one order, ordered by month, then currency.</summary>
    public ReadOnlySpan<LedgerMonth> Months => _months;

    /// <summary>The month that the customer was acquired in: the first with an order, over all currencies. Null without orders.</summary>
    public Month? Cohort
    {
        get
        {
            Month? cohort = null;
            foreach (var month in _months)
                cohort = Acquisition.Cohort(cohort, month.Month);
            return cohort;
        }
    }

    /// <summary>The ledger as it was stored.</summary>
    /// <param name="months">In any order, each month and currency once.</param>
    public static CustomerLedger Restore(long version, DateTimeOffset? firstOrder, IEnumerable<LedgerMonth> months) =>
        new(version, firstOrder, InOrder([.. months]));

    /// <summary>The same ledger, with what the log says of its earliest order.</summary>
    public CustomerLedger WithFirstOrder(DateTimeOffset firstOrder) => new(Version, firstOrder, _months);

    /// <summary>
    /// The ledger after these entries, and what they change in the matrix. An earlier first order moves the customer's whole
    /// history to another cohort; one that is taken back may move it to a later one.
    /// </summary>
    /// <param name="version">The number of the last batch that the entries come from.</param>
    /// <exception cref="InvalidOperationException">More orders are taken back than the ledger holds: the entries are not its own.</exception>
    public LedgerStep Apply(long version, IReadOnlyCollection<LedgerEntry> entries)
    {
        var next = new CustomerLedger(version, FirstOrderAfter(entries), MonthsAfter(entries));
        return new LedgerStep(next, MatrixChange.Between(this, next));
    }

    private static LedgerMonth[] InOrder(LedgerMonth[] months)
    {
        Array.Sort(months, static (left, right) =>
            left.Month.CompareTo(right.Month) is var byMonth and not 0 ? byMonth : left.Currency.CompareTo(right.Currency));
        return months;
    }

    private LedgerMonth[] MonthsAfter(IReadOnlyCollection<LedgerEntry> entries)
    {
        var months = new SortedDictionary<(Month, Currency), LedgerMonth>();
        foreach (var month in _months)
            months.Add((month.Month, month.Currency), month);

        foreach (var entry in entries)
        {
            var key = (entry.Month, entry.Currency);
            var month = months.GetValueOrDefault(key, new LedgerMonth(entry.Month, entry.Currency, Money.Zero, 0));
            months[key] = entry.TakenBack
                ? month with { Revenue = month.Revenue - entry.Amount, Orders = month.Orders - 1 }
                : month with { Revenue = month.Revenue + entry.Amount, Orders = month.Orders + 1 };
        }

        return [.. months.Values.Where(HasOrders)];
    }

    private static bool HasOrders(LedgerMonth month)
    {
        if (month.Orders < 0 || (month.Orders == 0 && month.Revenue != Money.Zero))
            throw new InvalidOperationException($"{month.Month} would have {month.Orders} orders and {month.Revenue}: more was taken back than was there");
        return month.Orders > 0;
    }

    private DateTimeOffset? FirstOrderAfter(IReadOnlyCollection<LedgerEntry> entries)
    {
        // One that was forgotten may have been any order of those that are left.
        if (ForgotFirstOrder)
            return null;

        // How many orders the entries add to each instant, where that takes counting.
        var left = entries.Any(entry => entry.TakenBack) ? LeftOf(entries) : [];
        var added = left.Count == 0 ? entries.Min(entry => (DateTimeOffset?)entry.OccurredAt) : left.Where(instant => instant.Value > 0).Select(instant => (DateTimeOffset?)instant.Key).Min();
        if (FirstOrder is not { } known)
            return added;
        if (added < known)
            return added;

        // More orders of that instant may have been there than were taken back, or none may be left.
        return left.GetValueOrDefault(known) < 0 ? null : known;
    }

    private static Dictionary<DateTimeOffset, int> LeftOf(IReadOnlyCollection<LedgerEntry> entries)
    {
        var left = new Dictionary<DateTimeOffset, int>(entries.Count);
        foreach (var entry in entries)
            CollectionsMarshal.GetValueRefOrAddDefault(left, entry.OccurredAt, out _) += entry.TakenBack ? -1 : 1;
        return left;
    }
}
