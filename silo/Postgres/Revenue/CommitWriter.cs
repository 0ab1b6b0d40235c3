using System.Collections.Immutable;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Silo.Postgres.Revenue;

/// <summary>
/// Writes a commit of the projection. The position goes first: it makes two projections wait for each other, and the second then
/// finds that it is not where it thought.
/// </summary>
internal static class CommitWriter
{
    public static async Task<MatrixChangeRecord> Write(StoreSession session, ProjectionCommit commit)
    {
        await Advance(session, commit);
        await WriteLedgers(session, commit);
        return new MatrixChangeRecord(await WriteCells(session, commit), await WriteCohorts(session, commit));
    }

    private static async Task Advance(StoreSession session, ProjectionCommit commit)
    {
        if (commit is { Epoch: 1, From: 0 })
            await session.Execute(Sql.First, commit.Source);
        var zone = await session.First(
            Sql.Advance, row => row.GetString(0), commit.Source, commit.Epoch, commit.From, commit.To, commit.Zone)
            ?? throw new StaleProjectionException(
                $"{commit.Source} is no longer at epoch {commit.Epoch}, batch {commit.From}: another projection moved it.");
        if (zone != commit.Zone)
        {
            throw new TxException(
                TxError.Invalid, $"The months of {commit.Source} were cut in {zone}, and {commit.Zone} is configured: rebuild the aggregates.");
        }
    }

    private static async Task WriteLedgers(StoreSession session, ProjectionCommit commit)
    {
        var added = commit.Ledgers.Where(write => write.BaseVersion == 0).ToArray();
        var changed = commit.Ledgers.Where(write => write.BaseVersion != 0).ToArray();
        var written = 0;
        if (added.Length > 0)
            written += await session.Execute(Sql.AddLedgers, LedgerRow.After(added, commit.Source, commit.Epoch));
        if (changed.Length > 0)
            written += await session.Execute(Sql.ChangeLedgers, LedgerRow.After(changed, commit.Source, commit.Epoch));
        if (written < commit.Ledgers.Count)
        {
            throw new StaleProjectionException(
                $"{commit.Ledgers.Count - written} of {commit.Ledgers.Count} ledgers of {commit.Source} are not the ones that were built on.");
        }
    }

    private static async Task<ImmutableArray<CellRecord>> WriteCells(StoreSession session, ProjectionCommit commit)
    {
        if (commit.Change.Cells.Count == 0)
            return [];
        var cells = await session.All(Sql.AddToCells, MatrixRows.ReadCell, MatrixRows.CellsOf(commit.Source, commit.Change));
        if (cells.Exists(cell => cell.Orders == 0))
            await session.Execute(Sql.DropEmptyCells, commit.Source);
        return [.. cells];
    }

    private static async Task<ImmutableArray<CohortSizeRecord>> WriteCohorts(StoreSession session, ProjectionCommit commit)
    {
        if (commit.Change.Cohorts.Count == 0)
            return [];
        var cohorts = await session.All(Sql.AddToCohorts, MatrixRows.ReadCohort, MatrixRows.CohortsOf(commit.Source, commit.Change));
        if (cohorts.Exists(cohort => cohort.Customers == 0))
            await session.Execute(Sql.DropEmptyCohorts, commit.Source);
        return [.. cohorts];
    }

    private static class Sql
    {
        public const string First = "insert into tx.projections (source) values ($1) on conflict do nothing";

        public const string Advance = """
            update tx.projections
            set position = $4, zone = coalesce(zone, $5)
            where source = $1 and epoch = $2 and position = $3
            returning zone
            """;

        public const string AddLedgers = """
            insert into tx.ledgers (source, epoch, customer, version, first_order, months, currencies, revenues, orders)
            select $1, $2, customer, version, first_order, months::date[], currencies::text[], revenues::numeric[], orders::bigint[]
            from unnest($3::text[], $4::bigint[], $5::bigint[], $6::timestamptz[], $7::text[], $8::text[], $9::text[], $10::text[])
                as ledger(customer, base, version, first_order, months, currencies, revenues, orders)
            where base = 0
            on conflict (source, customer) do nothing
            """;

        public const string ChangeLedgers = """
            update tx.ledgers l
            set version = ledger.version, first_order = ledger.first_order, months = ledger.months::date[],
                currencies = ledger.currencies::text[], revenues = ledger.revenues::numeric[], orders = ledger.orders::bigint[]
            from unnest($3::text[], $4::bigint[], $5::bigint[], $6::timestamptz[], $7::text[], $8::text[], $9::text[], $10::text[])
                as ledger(customer, base, version, first_order, months, currencies, revenues, orders)
            where l.source = $1 and l.epoch = $2 and l.customer = ledger.customer and l.version = ledger.base
            """;

        // The sums are made before the upsert: a difference alone may be negative, which the table's checks refuse in any row put
        // forward. Nobody else writes these rows while the position is locked.
        public const string AddToCells = $"""
            insert into tx.cells (source, {MatrixRows.CellColumns})
            select $1, d.month, d.cohort, d.currency, d.revenue + coalesce(c.revenue, 0), d.orders + coalesce(c.orders, 0),
                d.customers + coalesce(c.customers, 0)
            from unnest($2::date[], $3::date[], $4::text[], $5::numeric[], $6::bigint[], $7::bigint[]) as d({MatrixRows.CellColumns})
            left join tx.cells c on c.source = $1 and c.currency = d.currency and c.month = d.month and c.cohort = d.cohort
            on conflict (source, currency, month, cohort) do update
            set revenue = excluded.revenue, orders = excluded.orders, customers = excluded.customers
            returning {MatrixRows.CellColumns}
            """;

        public const string DropEmptyCells = "delete from tx.cells where source = $1 and orders = 0";

        public const string AddToCohorts = $"""
            insert into tx.cohorts (source, {MatrixRows.CohortColumns})
            select $1, d.cohort, d.currency, d.customers + coalesce(c.customers, 0)
            from unnest($2::date[], $3::text[], $4::bigint[]) as d({MatrixRows.CohortColumns})
            left join tx.cohorts c on c.source = $1 and c.cohort = d.cohort and c.currency = d.currency
            on conflict (source, cohort, currency) do update set customers = excluded.customers
            returning {MatrixRows.CohortColumns}
            """;

        public const string DropEmptyCohorts = "delete from tx.cohorts where source = $1 and customers = 0";
    }
}
