using Npgsql;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Grains.Imports;
using Orleans.Tx.Silo.Postgres.Forgetting;
using Orleans.Tx.Silo.Postgres.Ingestion;

namespace Orleans.Tx.Silo.Postgres.Imports;

/// <summary>
/// Imports as rows of <c>tx.imports</c>. Each transaction takes its locks in the log's order: the import's row, the rows, and last, for an
/// instant, the source's counter.
/// </summary>
internal sealed class ImportStore(Database database, WeekPartitions partitions) : IImportStore
{
    // What may leave in one transaction: a second or two.
    private const int MostLeaving = 20_000;
    private const int MostBatches = 1000;

    public async Task<IReadOnlyList<StoredImport>> List(string source, CancellationToken cancellationToken) =>
        await database.Run(session => List(session, source), cancellationToken);

    public Task<StoredImport?> Find(string source, int number, CancellationToken cancellationToken) =>
        database.Run(session => session.First(Sql.Find, StoredImportRow.Read, source, number), cancellationToken);

    public async Task<IReadOnlyList<StoredImport>> Open(
        string source, Func<IReadOnlyList<StoredImport>, ImportPlan> plan, CancellationToken cancellationToken) =>
        await database.Transact(session => Open(session, source, plan), cancellationToken);

    public Task<StoredImport> TakeOut(StoredImport import, CancellationToken cancellationToken) =>
        database.Transact(session => TakeOut(session, import), cancellationToken);

    public async Task<StoredImport> Store(StoredImport import, ImportRows rows, CancellationToken cancellationToken)
    {
        foreach (var week in Enumerable.Range(0, rows.Count).Select(rows.WeekOf).Distinct())
            await partitions.Ensure(week, cancellationToken);
        return await database.Transact(session => Store(session, import, rows), cancellationToken);
    }

    public async Task<StoredImport> Mark(StoredImport import, ImportState state, CancellationToken cancellationToken) =>
        await database.Run(
            session => session.First(
                Sql.Mark, StoredImportRow.Read, import.Source, import.Number, import.Line, StoredImportRow.Text(import.State), StoredImportRow.Text(state)),
            cancellationToken)
        ?? throw Moved(import);

    private static Task<List<StoredImport>> List(StoreSession session, string source) => session.All(Sql.List, StoredImportRow.Read, source);

    private static async Task<List<StoredImport>> Open(StoreSession session, string source, Func<IReadOnlyList<StoredImport>, ImportPlan> plan)
    {
        await session.Execute(Sql.Lock, source);
        var planned = plan(await List(session, source));
        await session.Execute(Sql.Source, source);
        foreach (var (replaced, by) in planned.Replaced)
            await session.Execute(Sql.Replaced, source, replaced, by);
        foreach (var import in planned.New)
        {
            var file = import.File;
            await session.Execute(
                Sql.Register, source, import.Number, StorableText.Bounded(file.Name, 1000), file.Sha256, StorableText.Bounded(file.Options, 1000),
                import.Keyed, file.Lines, file.Rows, StorableText.Json(StoredImportRow.Text(file.Bad)), file.First?.ToUniversalTime(),
                file.Last?.ToUniversalTime(), planned.Beside.ToArray(), import.Whole.ToArray(), import.TakesOut);
        }

        await session.Execute(Sql.GoOn, source, planned.Opened.ToArray());
        var stored = (await List(session, source)).ToDictionary(import => import.Number);
        return [.. planned.Opened.Select(number => stored[number])];
    }

    private static async Task<StoredImport> TakeOut(StoreSession session, StoredImport import)
    {
        await Fence(session, import);
        var (first, last) = (Monday(import.File.First), Monday(import.File.Last));
        var found = await session.All(
            Sql.Leaving, Leaving, import.Source, import.TakenOutTo ?? 0, import.Beside.ToArray(), import.Whole.ToArray(), first, last, MostBatches);
        var (some, rows) = (new List<LeavingBatch>(), 0L);
        foreach (var batch in found.TakeWhile(_ => rows < MostLeaving))
        {
            some.Add(batch);
            rows += batch.Rows;
        }

        var (left, batches) = (0L, await ImportBatches.Begin(session, some.Select(batch => batch.Week)));
        foreach (var week in some.GroupBy(batch => batch.Week))
            left += await LeavingRows.Take(session, import, week.Key, [.. week], batches);
        var moved = await session.First(Sql.TookOut, StoredImportRow.Read, import.Source, import.Number, left, some.Count == 0 ? null : some[^1].Number);
        await batches.Number(session, import.Source, import.Number);
        return moved!;
    }

    private static async Task<StoredImport> Store(StoreSession session, StoredImport import, ImportRows rows)
    {
        await Fence(session, import);
        var places = await Counting(session, import, rows);
        var counts = import.Keyed ? await KeyedRows.Store(session, import, rows, places) : await StoreNew(session, import, rows, places);
        return (await session.First(
            Sql.Advance, StoredImportRow.Read, import.Source, import.Number, rows.To,
            counts.Stored, counts.Restated, counts.AlreadyThere, counts.Repeated, import.Counts.PassedOver + rows.Count - places.Length))!;
    }

    /// <summary>The rows of customers who were not forgotten. The import's row is locked.</summary>
    private static async Task<int[]> Counting(StoreSession session, StoredImport import, ImportRows rows)
    {
        var all = Enumerable.Range(0, rows.Count);
        var forgotten = await ForgottenCustomers.Among(session, import.Source, all.Select(rows.Customer));
        return [.. forgotten.Count == 0 ? all : all.Where(row => !forgotten.Contains(rows.Customer(row)))];
    }

    private static async Task<ImportCounts> StoreNew(StoreSession session, StoredImport import, ImportRows rows, int[] places)
    {
        var batches = await ImportBatches.Begin(session, places.Select(rows.WeekOf));
        await ImportCopy.Write(session, import, rows, places, batches);
        await batches.Number(session, import.Source, import.Number);
        return import.Counts with { Stored = import.Counts.Stored + places.Length };
    }

    private static async Task Fence(StoreSession session, StoredImport import)
    {
        var held = await session.Value<int>(
            Sql.Fence, import.Source, import.Number, import.Line, StoredImportRow.Text(import.State), import.TakenOutTo);
        if (held is null)
            throw Moved(import);
    }

    private static DateOnly Monday(DateTimeOffset? time) => time is { } at ? Week.Of(at, TimeZoneInfo.Utc).Monday : Week.Parse("0001-W01").Monday;

    private static LeavingBatch Leaving(NpgsqlDataReader row) =>
        new(row.GetInt64(0), row.GetInt64(1), Week.Of(row.GetFieldValue<DateOnly>(2)), row.GetInt32(3), row.GetBoolean(4));

    private static ImportMovedException Moved(StoredImport import) =>
        new($"import {import.Number} of {import.Source} is no longer at line {import.Line}: someone else is at it");

    private static class Sql
    {
        public const string List = $"select {StoredImportRow.Columns} from tx.imports where source = $1 order by number";

        public const string Find = $"select {StoredImportRow.Columns} from tx.imports where source = $1 and number = $2";

        public const string Lock = "select pg_advisory_xact_lock(hashtextextended('tx.imports ' || $1, 0))";

        public const string Source = "insert into tx.sources (name) values ($1) on conflict do nothing";

        // What was under way ends where it is: its rows are among those that leave.
        public const string Replaced = """
            update tx.imports
            set replaced_by = coalesce(replaced_by, $3), state = case state when 'done' then state else 'cancelled' end, updated_at = clock_timestamp()
            where source = $1 and number = $2
            """;

        public const string Register = """
            insert into tx.imports (
                source, number, name, sha256, options, keyed, state, lines, rows, bad, first_order, last_order, beside, whole, taken_out_to)
            values ($1, $2, $3, $4, $5, $6, case when $14 then 'replacing' else 'storing' end, $7, $8, $9::jsonb, $10, $11, $12, $13,
                case when $14 then 0 end)
            """;

        public const string GoOn = """
            update tx.imports
            set state = case when taken_out_to is null then 'storing' else 'replacing' end, updated_at = clock_timestamp()
            where source = $1 and number = any($2) and state = 'cancelled'
            """;

        public const string Fence = """
            select number from tx.imports
            where source = $1 and number = $2 and line = $3 and state = $4 and taken_out_to is not distinct from $5
            for update
            """;

        public const string Mark = $"""
            update tx.imports
            set state = $5, updated_at = clock_timestamp()
            where source = $1 and number = $2 and line = $3 and state = $4
            returning {StoredImportRow.Columns}
            """;

        public const string Leaving = """
            select number, uid, week, rows, run = any($4)
            from tx.batches
            where source = $1 and number > $2 and rows > 0 and run <> all($3) and (run = any($4) or week between $5 and $6)
            order by number
            limit $7
            """;

        public const string TookOut = $"""
            update tx.imports
            set taken_out = taken_out + $3, taken_out_to = $4::bigint, state = case when $4::bigint is null then 'storing' else state end, updated_at = clock_timestamp()
            where source = $1 and number = $2
            returning {StoredImportRow.Columns}
            """;

        public const string Advance = $"""
            update tx.imports
            set line = $3, stored = $4, restated = $5, already_there = $6, repeated = $7, passed_over = $8, updated_at = clock_timestamp()
            where source = $1 and number = $2
            returning {StoredImportRow.Columns}
            """;
    }
}
