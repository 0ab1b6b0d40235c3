using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Silo.Postgres.Revenue;

/// <summary>Puts ledgers in the place of those that they were built on.</summary>
internal static class LedgerWriter
{
    /// <param name="position">The position that is being moved: no ledger can be ahead of it.</param>
    /// <exception cref="StaleProjectionException">A ledger is no longer the one that was built on.</exception>
    public static async Task Write(StoreSession session, string source, int epoch, long position, IReadOnlyCollection<LedgerWrite> ledgers)
    {
        var added = ledgers.Where(write => write.BaseVersion == 0).ToArray();
        var changed = ledgers.Where(write => write.BaseVersion != 0).ToArray();
        var written = 0;
        if (added.Length > 0)
            written += await session.Execute(Sql.Add, LedgerRow.After(added, source, epoch));
        if (changed.Length > 0)
            written += await session.Execute(Sql.Change, LedgerRow.After(changed, source, epoch));
        if (written < ledgers.Count)
        {
            throw new StaleProjectionException(
                $"{ledgers.Count - written} of {ledgers.Count} ledgers of {source} are not the ones that were built on.");
        }

        if (changed.FirstOrDefault(write => write.BaseVersion > position) is { } ahead)
            throw Ahead(source, ahead, position);
    }

    /// <summary>A ledger holds batches that are still to be carried: they would count twice.</summary>
    public static TxException Ahead(string source, LedgerWrite ahead, long position) => new(
        TxError.Invalid,
        $"The ledger of customer {ahead.Customer} of {source} is at batch {ahead.BaseVersion}, the aggregates at {position}: "
        + "they were changed behind the projection's back. tx rebuild makes them anew.");

    private static class Sql
    {
        public const string Add = $"""
            with {Written}
            insert into tx.ledgers ({LedgerRow.Written})
            select $1, $2, {LedgerRow.Columns}, weeks, version
            from written
            where base = 0
            on conflict (source, customer) do nothing
            """;

        public const string Change = $"""
            with {Written}
            update tx.ledgers l
            set {LedgerRow.Change}
            from written
            where l.source = $1 and l.epoch = $2 and l.customer = written.customer and l.version = written.base
            """;

        private const string Written = """
            written as (
                select customer, base, version, first_order, months::date[], currencies::text[], revenues::numeric[], orders::bigint[], weeks::date[]
                from unnest($3::text[], $4::bigint[], $5::bigint[], $6::timestamptz[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[])
                    as ledger(customer, base, version, first_order, months, currencies, revenues, orders, weeks)
            )
            """;
    }
}
