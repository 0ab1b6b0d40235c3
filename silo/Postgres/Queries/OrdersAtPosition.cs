using Orleans.Tx.Domain.Revenue;

namespace Orleans.Tx.Silo.Postgres.Queries;

/// <summary>
/// Parts of statements that read orders as of the position of the aggregates. Whoever is new is so by all orders up to there, and the
/// orders of batches behind it would belong to customers that nobody acquired yet.
/// </summary>
internal static class OrdersAtPosition
{
    /// <summary>
    /// <c>entries</c>: orders (customer, occurred_at, currency, amount, orders), some of them taken back by others. They are the rows without
    /// those of later batches, with what later batches took back, and without what these had added before.
    /// </summary>
    public static string Entries(Statement statement, StoredRange range)
    {
        var rows = range.Conditions(statement, "t", range.FirstWeek, range.LastWeek);
        if (range.IsCaughtUp)
        {
            return $"""
                entries as (
                    select t.customer, t.occurred_at, t.currency, t.amount, 1 as orders from tx.transactions t where {rows}
                )
                """;
        }

        var (source, position) = (statement.Add(range.Scope.Source), statement.Add(range.At.Position));
        return $"""
            entries as (
                select t.customer, t.occurred_at, t.currency, t.amount, 1 as orders
                from tx.transactions t
                where {rows} and t.batch_uid not in (select uid from tx.batches where source = {source} and number > {position})
                union all
                select e.customer, e.occurred_at, e.currency,
                    case when e.taken_back then e.amount else -e.amount end, case when e.taken_back then 1 else -1 end
                from tx.batches b
                join tx.log_entries e on e.batch_uid = b.uid
                where b.source = {source} and b.number > {position} and {range.Conditions(statement, "e", range.FirstWeek, range.LastWeek)}
            )
            """;
    }

    /// <summary>
    /// <c>acquired</c>: customers, the month each was acquired in, and, where that decides what is new, the time of the first order. A
    /// ledger has its months in order; it has forgotten its first order where that was taken back, and then the log tells.
    /// </summary>
    public static string Acquired(Statement statement, StoredRange range, NewDefinition definition)
    {
        var source = statement.Add(range.Scope.Source);
        var customers = range.CustomerCondition(statement, "l.customer") is { } condition ? $" and {condition}" : "";
        var first = definition == NewDefinition.FirstOrder ? $"coalesce(l.first_order, {FirstInLog(statement, range, source)})" : "null::timestamptz";
        return $"""
            acquired as (
                select l.customer, l.months[1] as cohort, {first} as first_order
                from tx.ledgers l
                where l.source = {source} and l.months <> array[]::date[]{customers}
            )
            """;
    }

    /// <summary>
    /// <c>acquired</c>: the customers acquired in a time, with the time of the first order; nobody's cohort. Most customers of a month were acquired
    /// long before it: these are found by an index that holds all that is asked for.
    /// </summary>
    public static string AcquiredWithin(Statement statement, StoredRange range, DateTime from, DateTime to)
    {
        var source = statement.Add(range.Scope.Source);
        var customers = range.CustomerCondition(statement, "l.customer") is { } condition ? $" and {condition}" : "";
        return $"""
            acquired as materialized (
                select l.customer, null::date as cohort, l.first_order
                from tx.ledgers l
                where l.source = {source} and l.first_order between {statement.Add(from)} and {statement.Add(to)}{customers}
                union all
                select l.customer, null, {FirstInLog(statement, range, source)}
                from tx.ledgers l
                where l.source = {source} and l.first_order is null and l.months <> array[]::date[]{customers}
            )
            """;
    }

    // It lies in the first month; the weeks of that are looked through, some more for what zones differ.
    private static string FirstInLog(Statement statement, StoredRange range, string source)
    {
        var position = statement.Add(range.At.Position);
        return $"""
            (
                select min(occurred_at)
                from (
                    select occurred_at
                    from (
                        select t.occurred_at, 1 as orders
                        from tx.transactions t
                        where t.source = {source} and t.customer = l.customer and t.week between l.months[1] - 9 and l.months[1] + 33
                            and t.batch_uid not in (select uid from tx.batches where source = {source} and number > {position})
                        union all
                        select e.occurred_at, case when e.taken_back then 1 else -1 end
                        from tx.batches b
                        join tx.log_entries e on e.batch_uid = b.uid
                        where b.source = {source} and b.number > {position} and e.source = {source} and e.customer = l.customer
                    ) as entry
                    group by occurred_at
                    having sum(orders) > 0
                ) as made
            )
            """;
    }
}
