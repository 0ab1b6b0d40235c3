using System.Globalization;
using Npgsql;
using Orleans.Tx.Grains.Queries;
using Orleans.Tx.Silo.Postgres.Revenue;

namespace Orleans.Tx.Silo.Postgres.Queries;

/// <summary>
/// The weeks that may hold rows of one customer: those of the ledger (around its months, where it does not know its weeks), and those of batches that it has not seen.
/// Who buys now and then is in few of hundreds of partitions, and reading the others' indexes would take most of the time.
/// </summary>
internal static class CustomerWeeks
{
    // A statement for each of these counts, so that few are planned and kept.
    private static readonly int[] Counts = [8, 32, 128];

    /// <summary>The range with these weeks. What is prepared from then on in the snapshot is planned once for all customers.</summary>
    public static async Task<StoredRange> Range(StoreSession session, OrderScope scope, string customer)
    {
        var range = await session.Prepared.One(Sql.OfLedger, OfLedger, scope.Source, "force_generic_plan", customer);
        var weeks = new SortedSet<DateOnly>(range.Weeks);

        // Not in one statement: whoever plans it for any position expects millions of batches behind it.
        if (!range.IsCaughtUp)
            weeks.UnionWith(await session.All(Sql.OfBatches, row => row.GetFieldValue<DateOnly>(0), scope.Source, range.At.Position));
        return range with { Weeks = [.. weeks.GetViewBetween(range.FirstMonday, range.LastMonday)] };

        StoredRange OfLedger(NpgsqlDataReader row) => new(scope, PositionRow.Read(row), row.GetFieldValue<DateOnly[]>(6));
    }

    /// <summary>
    /// A condition on a column by parameters: partitions drop out by single values when a prepared statement runs, which they do not by an array. Null where
    /// there are too many weeks for it.
    /// </summary>
    /// <param name="first">The number of the first parameter.</param>
    public static (string Condition, IEnumerable<object?> Values)? Among(string column, IReadOnlyList<DateOnly> weeks, int first)
    {
        if (Counts.FirstOrDefault(count => count >= weeks.Count) is not (> 0 and var places))
            return null;
        var parameters = Enumerable.Range(first, places).Select(number => string.Create(CultureInfo.InvariantCulture, $"${number}"));
        var values = Enumerable.Range(0, places).Select(place => (object?)weeks[Math.Min(place, weeks.Count - 1)]);
        return ($"{column} in ({string.Join(", ", parameters)})", values);
    }

    private static class Sql
    {
        // Two days more on both sides: months are of the reported zone, and weeks of the source's.
        public const string OfLedger = $"""
            select {PositionRow.Columns}, {StoredRange.Settings},
                array(
                    select unnest(case when l.weeks_at = l.version then l.weeks else array(
                        select generate_series(0, 5) * 7 + month - 2 - (extract(isodow from month - 2)::int - 1) from unnest(l.months) as bought(month)
                    ) end)
                    from tx.ledgers l
                    where l.source = $1 and l.customer = $3
                )
            from {PositionRow.Table}
            """;

        public const string OfBatches = "select distinct week from tx.batches where source = $1 and number > $2";
    }
}
