using FsCheck.Fluent;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Monetary;
using Orleans.Tx.Domain.Revenue;

namespace Orleans.Tx.Domain.Tests.Revenue;

public sealed class RevenueReportTests
{
    [Fact]
    public void Months_are_those_of_the_definition() => Always.HoldsForLists(
        Gen.Choose(0, int.MaxValue), Order.Some,
        static (seed, orders) =>
        {
            var (matrix, remaining) = Matrices.Through(orders, new Random(seed));
            var plain = new PlainReport(remaining);
            var byMonth = RevenueReport.From(matrix);
            var byOrder = RevenueReport.From(matrix, plain.FirstOrders());
            Assert.Equal((NewDefinition.FirstMonth, NewDefinition.FirstOrder), (byMonth.Definition, byOrder.Definition));
            Assert.Equal(plain.Currencies, byMonth.Currencies.Select(currency => currency.Currency));
            Assert.All(byMonth.Currencies, report => Assert.Equal(plain.Months(report.Currency, NewDefinition.FirstMonth), report.Months));
            Assert.All(byOrder.Currencies, report => Assert.Equal(plain.Months(report.Currency, NewDefinition.FirstOrder), report.Months));
        });

    [Fact]
    public void Cohorts_are_those_of_the_definition() => Always.HoldsForLists(
        Gen.Choose(0, int.MaxValue), Order.Some,
        static (seed, orders) =>
        {
            var (matrix, remaining) = Matrices.Through(orders, new Random(seed));
            var plain = new PlainReport(remaining);
            foreach (var report in RevenueReport.From(matrix).Currencies)
            {
                var cohorts = report.Cohorts.Select(cohort => (cohort.Cohort, cohort.Customers, cohort.Revenue));
                Assert.Equal(plain.Cohorts(report.Currency), cohorts);
                Assert.All(report.Cohorts, cohort => Assert.Equal(plain.MonthsOf(cohort.Cohort, report.Currency), cohort.Months));
            }
        });

    [Fact]
    public void Months_cohorts_and_rows_have_the_same_sum() => Always.HoldsForLists(Order.Some, static orders =>
    {
        var report = RevenueReport.From(Matrices.Of(orders));
        Assert.Equal(orders.Length, report.Rows);
        Assert.Equal(orders.Select(order => order.Customer).Distinct().Count(), report.Customers);
        foreach (var currency in report.Currencies)
        {
            var rows = orders.Where(order => order.Currency == currency.Currency).ToList();
            Assert.Equal(Sum(rows.Select(order => order.Amount)), currency.Revenue);
            Assert.Equal(currency.Revenue, Sum(currency.Months.Select(month => month.Revenue)));
            Assert.Equal(currency.Revenue, Sum(currency.Months.Select(month => month.NewRevenue + month.RecurringRevenue)));
            Assert.Equal(currency.Revenue, Sum(currency.Cohorts.Select(cohort => cohort.Revenue)));
            Assert.Equal(currency.Revenue, Sum(currency.Cohorts.SelectMany(cohort => cohort.Months, (_, month) => month.Value.Revenue)));
            Assert.Equal(rows.Count, currency.Months.Sum(month => month.Orders));
            Assert.Equal(rows.Select(order => order.Customer).Distinct().Count(), currency.Cohorts.Sum(cohort => cohort.Customers));
        }
    });

    [Fact]
    public void First_month_of_a_log_is_all_new() => Always.HoldsForLists(Order.Some, static orders =>
    {
        if (orders.Length == 0)
            return;

        var first = orders.Min(order => Any.MonthOf(order.OccurredAt));
        foreach (var month in RevenueReport.From(Matrices.Of(orders)).Currencies.SelectMany(currency => currency.Months.Take(1)))
        {
            if (month.Month == first)
                Assert.Equal((month.Revenue, month.Orders, month.Customers), (month.NewRevenue, month.NewOrders, month.NewCustomers));
            if (month.Month == first && month.Revenue != Money.Zero)
                Assert.Equal(100m, month.NewPercent);
        }
    });

    [Fact]
    public void Currencies_are_kept_apart_but_a_customer_is_new_in_one_month_only()
    {
        var (january, february) = (new DateTimeOffset(2026, 1, 9, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 2, 9, 0, 0, 0, TimeSpan.Zero));
        var report = RevenueReport.From(Matrices.Of(
        [
            new Order(1, january, Currency.Parse("EUR"), Money.Of(10)),
            new Order(1, february, Currency.Parse("USD"), Money.Of(20)),
        ]));
        Assert.Equal(["EUR", "USD"], report.Currencies.Select(currency => currency.Currency.ToString()));
        var dollars = Assert.Single(report.Currencies[1].Months);
        Assert.Equal((Money.Of(20), Money.Zero, 0L), (dollars.Revenue, dollars.NewRevenue, dollars.NewCustomers));
        var cohort = Assert.Single(report.Currencies[1].Cohorts);
        Assert.Equal((Month.Parse("2026-01"), 1L, Money.Of(20)), (cohort.Cohort, cohort.Customers, cohort.Revenue));
        Assert.Equal(1, report.Customers);
    }

    [Fact]
    public void Empty_log_gives_an_empty_report()
    {
        var report = RevenueReport.From(new RevenueMatrix());
        Assert.Empty(report.Currencies);
        Assert.Equal((0L, 0L), (report.Rows, report.Customers));
    }

    private static Money Sum(IEnumerable<Money> amounts) => amounts.Aggregate(Money.Zero, (sum, amount) => sum + amount);
}
