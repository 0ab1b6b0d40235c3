using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Monetary;
using Orleans.Tx.Domain.Revenue;

namespace Orleans.Tx.Domain.Tests.Revenue;

/// <summary>The revenue analysis by its definition, slowly, from all orders at once.</summary>
internal sealed class PlainReport(IReadOnlyList<Order> orders)
{
    public IEnumerable<Currency> Currencies => orders.Select(order => order.Currency).Distinct().Order();

    public Month CohortOf(int customer) => orders.Where(order => order.Customer == customer).Min(MonthOf);

    public DateTimeOffset FirstOrderOf(int customer) => orders.Where(order => order.Customer == customer).Min(order => order.OccurredAt);

    public IEnumerable<MonthFigures> Months(Currency currency, NewDefinition definition) =>
        from order in orders
        where order.Currency == currency
        group order by MonthOf(order) into month
        orderby month.Key
        let isNew = month.Where(order => definition == NewDefinition.FirstMonth
            ? CohortOf(order.Customer) == month.Key
            : FirstOrderOf(order.Customer) == order.OccurredAt).ToList()
        select new MonthFigures(
            month.Key,
            Sum(month),
            Sum(isNew),
            month.Count(),
            isNew.Count,
            Customers(month),
            Customers(month.Where(order => CohortOf(order.Customer) == month.Key)));

    public IEnumerable<(Month Cohort, long Customers, Money Revenue)> Cohorts(Currency currency) =>
        from order in orders
        where order.Currency == currency
        group order by CohortOf(order.Customer) into cohort
        orderby cohort.Key
        select (cohort.Key, Customers(cohort), Sum(cohort));

    public IEnumerable<CohortMonth> MonthsOf(Month cohort, Currency currency) =>
        from order in orders
        where order.Currency == currency && CohortOf(order.Customer) == cohort
        group order by MonthOf(order) into month
        orderby month.Key
        select new CohortMonth(month.Key, new CellValue(Sum(month), month.Count(), Customers(month)));

    public FirstOrders FirstOrders()
    {
        var first = new FirstOrders();
        foreach (var order in orders.Where(order => order.OccurredAt == FirstOrderOf(order.Customer)))
            first.Add(MonthOf(order), order.Currency, order.Amount, 1);
        return first;
    }

    private static long Customers(IEnumerable<Order> some) => some.Select(order => order.Customer).Distinct().Count();

    private static Money Sum(IEnumerable<Order> some) => Money.OfSum(some.Sum(order => order.Amount.Amount));

    private static Month MonthOf(Order order) => Any.MonthOf(order.OccurredAt);
}
