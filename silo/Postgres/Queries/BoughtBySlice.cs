using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Revenue;
using Orleans.Tx.Grains.Queries;

namespace Orleans.Tx.Silo.Postgres.Queries;

/// <summary>
/// The part of a statement that tells what each customer bought in each slice of time: <c>kept</c> (customer, cohort, slice, currency, revenue, orders,
/// new_revenue, new_orders). Slices never reach over the beginning of a month.
/// </summary>
internal static class BoughtBySlice
{
    // Read from the ledgers, a month costs as much as all of them; read from the orders, as much as its orders.
    private const int FewDays = 200;

    /// <summary>Whether the ledgers can tell it, and sooner than the orders.</summary>
    /// <param name="slices">Those of the range.</param>
    public static bool IsInLedgers(StoredRange range, TimeSlices slices, NewDefinition definition, bool onlyMonths) =>
        onlyMonths && definition == NewDefinition.FirstMonth && CutsNoMonth(range.Scope.From, slices.Zone) && CutsNoMonth(range.Scope.To, slices.Zone)
        && (range.Scope.Customers is not null || range.LastDay.DayNumber - range.FirstDay.DayNumber > FewDays);

    /// <param name="inLedgers">As <see cref="IsInLedgers"/> tells.</param>
    /// <param name="withCohorts">Whether <c>cohort</c> is asked for; otherwise it may be null.</param>
    public static string Kept(Statement statement, StoredRange range, TimeSlices slices, NewDefinition definition, bool inLedgers, bool withCohorts = true) =>
        inLedgers ? FromLedgers(statement, range, slices) : FromOrders(statement, range, slices, definition, withCohorts);

    private static bool CutsNoMonth(DateTimeOffset? bound, TimeZoneInfo zone) => bound is not { } at || Month.Of(at, zone).StartIn(zone) == at;

    private static string FromLedgers(Statement statement, StoredRange range, TimeSlices slices)
    {
        var conditions = new List<string> { $"l.source = {statement.Add(range.Scope.Source)}" };
        if (range.CustomerCondition(statement, "l.customer") is { } customers)
            conditions.Add(customers);
        if (range.Scope.From is { } from)
            conditions.Add($"bought.month >= {statement.Add(Month.Of(from, slices.Zone).FirstDay)}");
        if (range.Scope.To is { } to)
            conditions.Add($"bought.month < {statement.Add(Month.Of(to, slices.Zone).FirstDay)}");
        if (range.Scope.Currency is { } currency)
            conditions.Add($"bought.currency = {statement.Add(currency.ToString())}");
        return $"""
            kept as (
                select l.customer, l.months[1] as cohort, width_bucket(bought.month, {statement.Add(slices.Days.ToArray())}::date[]) as slice,
                    bought.currency, bought.revenue, bought.orders,
                    case when bought.month = l.months[1] then bought.revenue else 0 end as new_revenue,
                    case when bought.month = l.months[1] then bought.orders else 0 end as new_orders
                from tx.ledgers l
                cross join lateral unnest(l.months, l.currencies, l.revenues, l.orders) as bought(month, currency, revenue, orders)
                where {string.Join(" and ", conditions)}
            )
            """;
    }

    private static string FromOrders(Statement statement, StoredRange range, TimeSlices slices, NewDefinition definition, bool withCohorts)
    {
        var entries = OrdersAtPosition.Entries(statement, range);

        // Whoever is new in a slice was acquired in its month.
        var acquired = withCohorts
            ? OrdersAtPosition.Acquired(statement, range, definition)
            : OrdersAtPosition.AcquiredWithin(statement, range, slices.Starts[0], range.LastDay.AddDays(1).ToDateTime(TimeOnly.MaxValue, DateTimeKind.Utc));
        var starts = statement.Add(slices.Starts.ToArray());
        var kept = definition == NewDefinition.FirstOrder ? NewAtFirstOrder(starts)
            : withCohorts ? NewInFirstMonth(starts, $"acquired.cohort = ({statement.Add(MonthsOf(slices))}::date[])[bought.slice]")
            : NewInFirstMonth(starts, $"acquired.first_order >= ({statement.Add(MonthStartsOf(slices))}::timestamptz[])[bought.slice]");
        return $"{entries}, {acquired}, {kept}";
    }

    private static DateOnly[] MonthsOf(TimeSlices slices) => [.. slices.Days.Select(day => new DateOnly(day.Year, day.Month, 1))];

    private static DateTime[] MonthStartsOf(TimeSlices slices) => [.. MonthsOf(slices).Select(month => month.StartIn(slices.Zone).UtcDateTime)];

    private static string NewInFirstMonth(string starts, string isNew) => $"""
        bought as (
            select customer, width_bucket(occurred_at, {starts}::timestamptz[]) as slice, currency, sum(amount) as revenue, sum(orders)::bigint as orders
            from entries
            group by 1, 2, 3
            having sum(orders) > 0
        ), kept as (
            select bought.customer, acquired.cohort, slice, currency, revenue, orders,
                case when {isNew} then revenue else 0 end as new_revenue, case when {isNew} then orders else 0 end as new_orders
            from bought
            left join acquired on acquired.customer = bought.customer
        )
        """;

    private static string NewAtFirstOrder(string starts) => $"""
        kept as (
            select customer, cohort, slice, currency, sum(amount) as revenue, sum(orders)::bigint as orders,
                coalesce(sum(amount) filter (where is_new), 0) as new_revenue, coalesce(sum(orders) filter (where is_new), 0)::bigint as new_orders
            from (
                select entries.customer, acquired.cohort, width_bucket(entries.occurred_at, {starts}::timestamptz[]) as slice, entries.currency,
                    entries.amount, entries.orders, entries.occurred_at = acquired.first_order as is_new
                from entries
                left join acquired on acquired.customer = entries.customer
            ) as placed
            group by 1, 2, 3, 4
            having sum(orders) > 0
        )
        """;
}
