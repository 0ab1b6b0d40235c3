using System.Collections.Immutable;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Revenue;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Silo.Postgres.Revenue;

/// <summary>Adds a change to cells and cohorts, and keeps the bounds of the months that it was cut by.</summary>
internal static class MatrixWriter
{
    /// <returns>What the changed cells and cohorts are now.</returns>
    public static async Task<MatrixChangeRecord> Write(StoreSession session, string source, MatrixChange change, MonthCalendar? months)
    {
        if (months is not null)
            await WriteMonths(session, source, change, months);
        return new MatrixChangeRecord(await WriteCells(session, source, change), await WriteCohorts(session, source, change));
    }

    private static async Task WriteMonths(StoreSession session, string source, MatrixChange change, MonthCalendar months)
    {
        // Where a month ends is where the next one begins.
        var added = change.Cells.Keys.SelectMany(cell => (Month[])[cell.Month, cell.Month.Next]).Where(month => !months.Keeps(month)).Distinct().ToArray();
        if (added.Length > 0)
        {
            await session.Execute(
                Sql.KeepMonths, source, Array.ConvertAll(added, month => month.FirstDay), Array.ConvertAll(added, month => months.StartOf(month).UtcDateTime));
        }
    }

    private static async Task<ImmutableArray<CellRecord>> WriteCells(StoreSession session, string source, MatrixChange change)
    {
        if (change.Cells.Count == 0)
            return [];
        var cells = await session.All(Sql.AddToCells, MatrixRows.ReadCell, MatrixRows.CellsOf(source, change));
        if (cells.Exists(cell => cell.Orders == 0))
            await session.Execute(Sql.DropEmptyCells, source);
        return [.. cells];
    }

    private static async Task<ImmutableArray<CohortSizeRecord>> WriteCohorts(StoreSession session, string source, MatrixChange change)
    {
        if (change.Cohorts.Count == 0)
            return [];
        var cohorts = await session.All(Sql.AddToCohorts, MatrixRows.ReadCohort, MatrixRows.CohortsOf(source, change));
        if (cohorts.Exists(cohort => cohort.Customers == 0))
            await session.Execute(Sql.DropEmptyCohorts, source);
        return [.. cohorts];
    }

    private static class Sql
    {
        public const string KeepMonths = """
            insert into tx.month_bounds (source, month, starts_at)
            select $1, month, starts_at from unnest($2::date[], $3::timestamptz[]) as used(month, starts_at)
            on conflict (source, month) do nothing
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
