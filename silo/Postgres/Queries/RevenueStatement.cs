using Orleans.Tx.Domain.Revenue;
using Orleans.Tx.Grains.Queries;

namespace Orleans.Tx.Silo.Postgres.Queries;

/// <summary>The statement that comes to the matrix of some of the orders: cells, and the sizes of cohorts among the customers who are reported.</summary>
internal static class RevenueStatement
{
    /// <summary>kind, cohort, slice, currency, revenue, orders, customers, new_revenue, new_orders.</summary>
    public static (string Text, object?[] Values) Of(StoredRange range, TimeSlices months, NewDefinition definition)
    {
        var statement = new Statement();
        var inLedgers = BoughtBySlice.IsInLedgers(range, months, definition, onlyMonths: true);
        var text = $"""
            with {BoughtBySlice.Kept(statement, range, months, definition, inLedgers)}, held as materialized (
                select * from kept
            )
            select 'cell', cohort, slice, currency, sum(revenue), sum(orders)::bigint, count(*), sum(new_revenue), sum(new_orders)::bigint
            from held
            group by cohort, slice, currency
            union all
            select 'currency', cohort, 0, currency, 0, 0, count(*), 0, 0
            from (select distinct customer, cohort, currency from held) as customers
            group by cohort, currency
            union all
            select 'cohort', cohort, 0, '', 0, 0, count(*), 0, 0
            from (select distinct customer, cohort from held) as customers
            group by cohort
            """;
        return (text, statement.Values);
    }

    /// <summary>Only what first orders come to: slice, currency, revenue, orders. Without any limit, the matrix is known.</summary>
    public static (string Text, object?[] Values) FirstOrders(StoredRange range, TimeSlices months)
    {
        var statement = new Statement();
        var text = $"""
            with {OrdersAtPosition.Entries(statement, range)}, {OrdersAtPosition.Acquired(statement, range, NewDefinition.FirstOrder)}
            select width_bucket(entries.occurred_at, {statement.Add(months.Starts.ToArray())}::timestamptz[]), entries.currency,
                sum(entries.amount), sum(entries.orders)::bigint
            from acquired
            join entries on entries.customer = acquired.customer and entries.occurred_at = acquired.first_order
            group by 1, 2
            """;
        return (text, statement.Values);
    }
}
