using FsCheck.Fluent;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Monetary;
using Orleans.Tx.Domain.Revenue;

namespace Orleans.Tx.Domain.Tests.Revenue;

public sealed class CustomerLedgerTests
{
    private static readonly Currency Euro = Currency.Parse("EUR");
    private static readonly Currency Dollar = Currency.Parse("USD");

    [Fact]
    public void Ledger_and_change_are_the_same_for_any_order_and_any_split_of_the_entries() => Always.HoldsForLists(
        Gen.Choose(0, int.MaxValue), Order.Some,
        static (seed, orders) =>
        {
            var chance = new Random(seed);
            var log = EntryLog.Of(orders, chance);
            var expected = CustomerLedger.Empty.Apply(1, [.. log.Remaining.Select(order => order.Added)]);

            var (ledger, change) = (CustomerLedger.Empty, new MatrixChange());
            foreach (var batch in log.Split(chance))
            {
                var step = ledger.Apply(ledger.Version + 1, batch);
                (ledger, _) = (step.Ledger, Added(change, step.Change));
            }

            AssertSameMonths(expected.Ledger, ledger);
            AssertSame(expected.Change, change);
            AssertSame(MatrixChange.Between(CustomerLedger.Empty, ledger), change);
        }, times: 500);

    [Fact]
    public void Ledger_holds_the_sum_of_each_month_and_currency() => Always.HoldsForLists(Order.Some, static orders =>
    {
        var ledger = CustomerLedger.Empty.Apply(7, [.. orders.Select(order => order.Added)]).Ledger;
        var expected =
            from order in orders
            group order by (Month: Any.MonthOf(order.OccurredAt), order.Currency) into month
            orderby month.Key.Month, month.Key.Currency
            select new LedgerMonth(
                month.Key.Month, month.Key.Currency, Money.OfSum(month.Sum(order => order.Amount.Amount)), month.Count());
        Assert.Equal(expected, ledger.Months.ToArray());
        Assert.Equal(7, ledger.Version);
    });

    [Fact]
    public void First_month_over_all_currencies_is_the_cohort() => Always.HoldsForLists(Order.Some, static orders =>
    {
        var ledger = CustomerLedger.Empty.Apply(1, [.. orders.Select(order => order.Added)]).Ledger;
        Assert.Equal(orders.Select(order => (Month?)Any.MonthOf(order.OccurredAt)).Min(), ledger.Cohort);
    });

    [Fact]
    public void First_order_is_the_earliest_while_nothing_is_taken_back() => Always.HoldsForLists(
        Gen.Choose(0, int.MaxValue), Order.Some,
        static (seed, orders) =>
        {
            var log = new EntryLog([.. orders.Select(order => order.Added)], orders);
            var ledger = log.Split(new Random(seed)).Aggregate(CustomerLedger.Empty, static (ledger, batch) => ledger.Apply(1, batch).Ledger);
            Assert.Equal(orders.Select(order => (DateTimeOffset?)order.OccurredAt).Min(), ledger.FirstOrder);
        });

    [Fact]
    public void First_order_is_the_earliest_or_unknown_and_never_another() => Always.HoldsForLists(
        Gen.Choose(0, int.MaxValue), Order.Some,
        static (seed, orders) =>
        {
            var chance = new Random(seed);
            var log = EntryLog.Of(orders, chance);
            var ledger = log.Split(chance).Aggregate(CustomerLedger.Empty, static (ledger, batch) => ledger.Apply(1, batch).Ledger);
            if (ledger.FirstOrder is { } first)
                Assert.Equal(log.Remaining.Min(order => order.OccurredAt), first);
        }, times: 500);

    [Fact]
    public void First_order_is_unknown_once_it_was_taken_back_and_known_again_for_a_customer_without_orders()
    {
        var (first, second) = (At(2026, 1, 5), At(2026, 2, 5));
        var both = CustomerLedger.Empty.Apply(1, [first, second]).Ledger;
        Assert.Equal(first.OccurredAt, both.FirstOrder);
        Assert.Equal(first.OccurredAt, both.Apply(2, [Back(second)]).Ledger.FirstOrder);

        var unknown = both.Apply(2, [Back(first)]).Ledger;
        Assert.Null(unknown.FirstOrder);
        Assert.Null(unknown.Apply(3, [At(2026, 3, 5)]).Ledger.FirstOrder);

        var none = unknown.Apply(3, [Back(second)]).Ledger;
        Assert.Null(none.FirstOrder);
        Assert.Equal(At(2026, 3, 5).OccurredAt, none.Apply(4, [At(2026, 3, 5)]).Ledger.FirstOrder);
    }

    [Fact]
    public void First_order_is_known_for_whoever_had_none_before_whatever_is_taken_back_at_once() => Always.HoldsForLists(
        Gen.Choose(0, int.MaxValue), Order.Some,
        static (seed, orders) =>
        {
            var log = EntryLog.Of(orders, new Random(seed));
            var ledger = CustomerLedger.Empty.Apply(1, [.. log.Entries]).Ledger;
            Assert.False(ledger.ForgotFirstOrder);
            Assert.Equal(log.Remaining.Min(order => (DateTimeOffset?)order.OccurredAt), ledger.FirstOrder);
        }, times: 500);

    [Fact]
    public void First_order_that_is_told_anew_at_its_time_stays_and_one_that_the_log_remembers_is_taken()
    {
        var (first, second) = (At(2026, 1, 5), At(2026, 2, 5));
        var both = CustomerLedger.Empty.Apply(1, [first, second]).Ledger;
        Assert.Equal(first.OccurredAt, both.Apply(2, [Back(first), first with { Amount = Money.Of(9) }]).Ledger.FirstOrder);

        var forgot = both.Apply(2, [Back(first)]).Ledger;
        Assert.True(forgot.ForgotFirstOrder);
        var remembered = forgot.WithFirstOrder(second.OccurredAt);
        Assert.Equal((2, second.OccurredAt, false), (remembered.Version, remembered.FirstOrder, remembered.ForgotFirstOrder));
        AssertSameMonths(forgot, remembered);
    }

    [Fact]
    public void Taking_back_what_was_added_returns_to_the_former_ledger() => Always.HoldsForLists(
        Order.Some.ListOf(), Order.Some,
        static (before, orders) =>
        {
            var former = CustomerLedger.Empty.Apply(1, [.. before.Select(order => order.Added)]).Ledger;
            var there = former.Apply(2, [.. orders.Select(order => order.Added)]);
            var back = there.Ledger.Apply(3, [.. orders.Reverse().Select(order => order.TakenBack)]);
            AssertSameMonths(former, back.Ledger);

            var total = Added(Added(new MatrixChange(), there.Change), back.Change);
            Assert.Empty(total.Cells);
            Assert.Empty(total.Cohorts);
        });

    [Fact]
    public void Order_in_the_known_cohort_changes_one_cell()
    {
        var ledger = CustomerLedger.Empty.Apply(1, [At(2026, 1, 5)]).Ledger;
        var change = ledger.Apply(2, [At(2026, 3, 6, 7)]).Change;
        Assert.Equal(new CellValue(Money.Of(7), 1, 1), Assert.Single(change.Cells, cell => cell.Key == Cell("2026-03", "2026-01")).Value);
        Assert.Single(change.Cells);
        Assert.Empty(change.Cohorts);

        var again = ledger.Apply(2, [At(2026, 1, 7, 3)]).Change;
        Assert.Equal(new CellValue(Money.Of(3), 1, 0), Assert.Single(again.Cells).Value);
    }

    [Fact]
    public void Earlier_first_order_moves_the_whole_history_to_another_cohort()
    {
        var ledger = CustomerLedger.Empty.Apply(1, [At(2026, 2, 5, 10), At(2026, 3, 5, 20)]).Ledger;
        var step = ledger.Apply(2, [At(2025, 12, 31, 5)]);
        Assert.Equal(Month.Parse("2025-12"), step.Ledger.Cohort);
        Assert.Equal(
            new Dictionary<CellKey, CellValue>
            {
                [Cell("2026-02", "2026-02")] = new(Money.Of(-10), -1, -1),
                [Cell("2026-03", "2026-02")] = new(Money.Of(-20), -1, -1),
                [Cell("2025-12", "2025-12")] = new(Money.Of(5), 1, 1),
                [Cell("2026-02", "2025-12")] = new(Money.Of(10), 1, 1),
                [Cell("2026-03", "2025-12")] = new(Money.Of(20), 1, 1),
            },
            step.Change.Cells);
        Assert.Equal(
            new Dictionary<CohortKey, long>
            {
                [new CohortKey(Month.Parse("2026-02"), null)] = -1,
                [new CohortKey(Month.Parse("2026-02"), Euro)] = -1,
                [new CohortKey(Month.Parse("2025-12"), null)] = 1,
                [new CohortKey(Month.Parse("2025-12"), Euro)] = 1,
            },
            step.Change.Cohorts);
    }

    [Fact]
    public void First_order_that_is_taken_back_moves_the_history_to_a_later_cohort()
    {
        var ledger = CustomerLedger.Empty.Apply(1, [At(2026, 1, 5), At(2026, 3, 5)]).Ledger;
        var step = ledger.Apply(2, [Back(At(2026, 1, 5))]);
        Assert.Equal(Month.Parse("2026-03"), step.Ledger.Cohort);
        Assert.Equal(new CellValue(Money.Of(1), 1, 1), step.Change.Cells[Cell("2026-03", "2026-03")]);
        Assert.Equal(new CellValue(Money.Of(-1), -1, -1), step.Change.Cells[Cell("2026-03", "2026-01")]);
    }

    [Fact]
    public void Earlier_order_in_another_currency_moves_the_cohort_of_all_currencies()
    {
        var ledger = CustomerLedger.Empty.Apply(1, [At(2026, 2, 5)]).Ledger;
        var step = ledger.Apply(2, [At(2026, 1, 5) with { Currency = Dollar }]);
        Assert.Equal(Month.Parse("2026-01"), step.Ledger.Cohort);
        Assert.Equal(1, step.Change.Cohorts[new CohortKey(Month.Parse("2026-01"), Euro)]);
        Assert.Equal(1, step.Change.Cohorts[new CohortKey(Month.Parse("2026-01"), Dollar)]);
        Assert.Equal(1, step.Change.Cohorts[new CohortKey(Month.Parse("2026-01"), null)]);
    }

    [Fact]
    public void Orders_of_zero_and_refunds_count_as_orders()
    {
        var ledger = CustomerLedger.Empty.Apply(1, [At(2026, 1, 5, 0), At(2026, 1, 6, -4)]).Ledger;
        Assert.Equal([new LedgerMonth(Month.Parse("2026-01"), Euro, Money.Of(-4), 2)], ledger.Months.ToArray());
        Assert.Equal(Month.Parse("2026-01"), ledger.Cohort);
    }

    [Fact]
    public void Taking_back_more_than_was_added_is_refused_and_changes_nothing()
    {
        var ledger = CustomerLedger.Empty.Apply(1, [At(2026, 1, 5, 10)]).Ledger;
        Assert.Throws<InvalidOperationException>(() => CustomerLedger.Empty.Apply(1, [Back(At(2026, 1, 5))]));
        Assert.Throws<InvalidOperationException>(() => ledger.Apply(2, [Back(At(2026, 2, 5, 10))]));
        Assert.Throws<InvalidOperationException>(() => ledger.Apply(2, [Back(At(2026, 1, 5, 10)), Back(At(2026, 1, 5, 10))]));
        Assert.Throws<InvalidOperationException>(() => ledger.Apply(2, [Back(At(2026, 1, 5, 9))]));
        Assert.Throws<InvalidOperationException>(() => ledger.Apply(2, [Back(At(2026, 1, 5, 10)) with { Currency = Dollar }]));
        Assert.Equal([new LedgerMonth(Month.Parse("2026-01"), Euro, Money.Of(10), 1)], ledger.Months.ToArray());
    }

    [Fact]
    public void Ledger_restored_from_what_was_stored_goes_on_as_the_one_that_was() => Always.HoldsForLists(
        Order.Some.ListOf(), Order.Some,
        static (before, orders) =>
        {
            var ledger = CustomerLedger.Empty.Apply(5, [.. before.Select(order => order.Added)]).Ledger;
            var restored = CustomerLedger.Restore(ledger.Version, ledger.FirstOrder, ledger.Months.ToArray().Reverse());
            LedgerEntry[] entries = [.. orders.Select(order => order.Added)];
            var (expected, actual) = (ledger.Apply(6, entries), restored.Apply(6, entries));
            AssertSameMonths(expected.Ledger, actual.Ledger);
            Assert.Equal(expected.Ledger.FirstOrder, actual.Ledger.FirstOrder);
            AssertSame(expected.Change, actual.Change);
            Assert.Equal(5, restored.Version);
        });

    private static LedgerEntry At(int year, int month, int day, decimal amount = 1)
    {
        var at = new DateTimeOffset(year, month, day, 12, 0, 0, TimeSpan.Zero);
        return new LedgerEntry(Any.MonthOf(at), at, Euro, Money.Of(amount));
    }

    private static LedgerEntry Back(LedgerEntry entry) => entry with { TakenBack = true };

    private static CellKey Cell(string month, string cohort) => new(Month.Parse(month), Month.Parse(cohort), Euro);

    private static MatrixChange Added(MatrixChange total, MatrixChange change)
    {
        total.Add(change);
        return total;
    }

    private static void AssertSameMonths(CustomerLedger expected, CustomerLedger actual) =>
        Assert.Equal(expected.Months.ToArray(), actual.Months.ToArray());

    private static void AssertSame(MatrixChange expected, MatrixChange actual)
    {
        Assert.Equal(expected.Cells, actual.Cells);
        Assert.Equal(expected.Cohorts, actual.Cohorts);
    }
}
