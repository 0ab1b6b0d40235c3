namespace Orleans.Tx.Silo.Postgres.Verification;

/// <summary>
/// Whether ledgers, cells and sizes of cohorts are what the log comes to. One statement, so that the log is summed once; what it says
/// is the definition of the aggregates, independent of the rule that made them.
/// </summary>
internal static class AggregateChecks
{
    public static Task<List<FoundDifference>> Run(StoreSession session, string source, VerificationScope scope, DateTime[] monthStarts, int mostShown) => session.All(
        Sql.Compare, VerificationStore.ReadDifference, source, scope.Position, monthStarts, scope.FirstMonth.FirstDay, scope.Epoch, mostShown);

    private static class Sql
    {
        public const string Compare = $"""
            with {Recomputed}, {Ledgers}, {Matrix}, differences as (
                select * from ledger_months
                union all
                select * from ledger_heads
                union all
                select * from ledger_weeks
                union all
                select * from cells
                union all
                select * from cohort_sizes
            ), numbered as (
                select *, row_number() over (partition by kind order by subject) as place, count(*) over (partition by kind) as of_kind
                from differences
            )
            select kind, subject, expected, stored, of_kind from numbered where place <= $6 order by kind, place
            """;

        // Batch n is the rows that carry its uid and its log entries: so a row that a batch behind the position restated still counts
        // as what it was, by the entry that it left.
        private const string Recomputed = """
            entries as not materialized (
                select t.customer, t.occurred_at, t.currency, t.amount, 1 as orders
                from tx.transactions t
                join tx.batches b on b.uid = t.batch_uid and b.source = $1 and b.number <= $2
                where t.source = $1
                union all
                select e.customer, e.occurred_at, e.currency,
                    case when e.taken_back then -e.amount else e.amount end, case when e.taken_back then -1 else 1 end
                from tx.log_entries e
                join tx.batches b on b.uid = e.batch_uid and b.source = $1 and b.number <= $2
                where e.source = $1
            ), summed as materialized (
                select customer, ($4::date + make_interval(months => bucket - 1))::date as month, currency, revenue, orders, first_order, taken_back
                from (
                    select customer, width_bucket(occurred_at, $3::timestamptz[]) as bucket, currency, sum(amount) as revenue,
                        sum(orders) as orders, min(occurred_at) filter (where orders > 0) as first_order, bool_or(orders < 0) as taken_back
                    from entries
                    group by 1, 2, 3
                ) as by_bucket
            ), months as materialized (
                select customer, month, currency, revenue, orders from summed where orders <> 0 or revenue <> 0
            ), acquired as materialized (
                select customer, min(month) as cohort from months group by customer
            )
            """;

        // An order stands at an instant where more were added there than taken back; where none was taken back that needs no counting.
        private const string Ledgers = """
            ledger_months as (
                select 'ledger' as kind, customer || ', ' || to_char(month, 'YYYY-MM') || rtrim(' ' || currency) as subject,
                    'revenue ' || trim_scale(m.revenue) || ', orders ' || m.orders as expected,
                    'revenue ' || trim_scale(l.revenue) || ', orders ' || l.orders as stored
                from months m
                full join (
                    select customer, month, currency, sum(kept.revenue) as revenue, sum(kept.orders)::bigint as orders
                    from tx.ledgers as k
                    cross join lateral unnest(k.months, k.currencies, k.revenues, k.orders) as kept(month, currency, revenue, orders)
                    where source = $1
                    group by 1, 2, 3
                ) as l using (customer, month, currency)
                where (m.revenue, m.orders) is distinct from (l.revenue, l.orders)
            ), first_orders as (
                select customer, min(first_order) as first_order
                from summed
                group by customer
                having not bool_or(taken_back)
                union all
                select customer, min(occurred_at)
                from (
                    select customer, occurred_at
                    from entries
                    where customer in (select customer from summed where taken_back)
                    group by 1, 2
                    having sum(orders) > 0
                ) as standing
                group by customer
            ), ledger_heads as (
                select 'ledger', l.customer, 'epoch ' || $5::int || coalesce(', first order ' || s.first_order, ''),
                    'epoch ' || l.epoch || coalesce(', first order ' || l.first_order, '')
                from tx.ledgers l
                left join first_orders s using (customer)
                where l.source = $1 and (l.epoch <> $5 or l.first_order is distinct from s.first_order)
            ), ledger_weeks as (
                select distinct 'ledger', l.customer || ', rows of ' || to_char(t.week, 'IYYY"-W"IW'), 'looked for there', 'not looked for'
                from tx.ledgers l
                join tx.transactions t on t.source = $1 and t.customer = l.customer
                join tx.batches b on b.uid = t.batch_uid and b.source = $1 and b.number <= $2
                where l.source = $1 and l.weeks_at = l.version and t.week <> all(l.weeks)
            )
            """;

        private const string Matrix = """
            cells as (
                select 'cell', to_char(month, 'YYYY-MM') || ' of cohort ' || to_char(cohort, 'YYYY-MM') || rtrim(' ' || currency),
                    'revenue ' || trim_scale(m.revenue) || ', orders ' || m.orders || ', customers ' || m.customers,
                    'revenue ' || trim_scale(c.revenue) || ', orders ' || c.orders || ', customers ' || c.customers
                from (
                    select currency, month, cohort, sum(revenue) as revenue, sum(orders) as orders, count(*) as customers
                    from months
                    join acquired using (customer)
                    group by 1, 2, 3
                ) as m
                full join (select * from tx.cells where source = $1) as c using (currency, month, cohort)
                where (m.revenue, m.orders, m.customers) is distinct from (c.revenue, c.orders, c.customers)
            ), cohort_sizes as (
                select 'cohort', to_char(cohort, 'YYYY-MM') || case currency when '*' then '' when '' then ', no currency' else ', ' || currency end,
                    'customers ' || m.customers, 'customers ' || c.customers
                from (
                    select cohort, '*' as currency, count(*) as customers from acquired group by 1
                    union all
                    select cohort, currency, count(distinct customer) from months join acquired using (customer) group by 1, 2
                ) as m
                full join (select * from tx.cohorts where source = $1) as c using (cohort, currency)
                where m.customers is distinct from c.customers
            )
            """;
    }
}
