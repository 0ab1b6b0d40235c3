using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Grains.Forgetting;
using Orleans.Tx.Silo.Postgres.Ingestion;

namespace Orleans.Tx.Silo.Postgres.Forgetting;

/// <summary>
/// Takes a customer out of one week, in one transaction with the log's order of locks: the week's row, its rows, and last, for an
/// instant, the source's counter.
/// </summary>
internal static class WeekForgetting
{
    /// <returns>What left, and whether that is all there was.</returns>
    public static async Task<(ForgottenRows Left, bool IsAll)> Forget(
        StoreSession session, string source, Week week, string customer, Func<string, IReadOnlyCollection<string>> customersOf)
    {
        var run = await session.First(Sql.Lock, row => new Run(row.GetInt32(0), row.GetBoolean(1)), source, week.Monday);
        var ids = await session.All(Sql.Ids, row => row.GetString(0), source, week.Monday, customer, RemovedRows.MostInBatch);
        var isAll = ids.Count < RemovedRows.MostInBatch;
        var records = isAll ? await RemoveSetAside(session, source, week, customer, customersOf) : [];
        if (ids.Count + records.Count > 0)
            await session.Execute(Sql.Recount, source, week.Monday, ids.Count, ids.ToArray(), records.Count(record => record == run?.Number));
        if (ids.Count > 0)
        {
            await session.Execute(Sql.LeaveImports, source, week.Monday, ids.ToArray());
            await Remove(session, source, week, run, ids);
        }

        return (new ForgottenRows(ids.Count, records.Count), isAll);
    }

    private static async Task Remove(StoreSession session, string source, Week week, Run? run, List<string> ids)
    {
        // What the run met stays met: it would be one different record more when a page that shifts brings it again.
        if (run is { IsUnderWay: true })
            await session.Execute(Sql.NoteSeen, source, week.Monday, ids.ToArray());
        var uid = await session.Value<long>(Sql.NextUid) ?? throw new InvalidOperationException("a sequence gave no number");
        var removed = await RemovedRows.Remove(session, source, week, ids, uid);
        // Rows that have no week's row to be locked at may have left meanwhile, and no batch is empty.
        if (removed > 0)
            await BatchNumber.Take(session, source, week, run?.Number ?? 0, uid, rows: 0, takenBack: removed);
    }

    /// <returns>The run of each record that left.</returns>
    private static async Task<List<int>> RemoveSetAside(
        StoreSession session, string source, Week week, string customer, Func<string, IReadOnlyCollection<string>> customersOf)
    {
        var places = await SetAsideOf.Find(session, source, week, customer, customersOf);
        if (places.Count > 0)
        {
            await session.Execute(
                Sql.RemoveSetAside, source, week.Monday, places.Select(place => place.Run).ToArray(),
                places.Select(place => place.Page).ToArray(), places.Select(place => place.Place).ToArray());
        }

        return [.. places.Select(place => place.Run)];
    }

    /// <param name="IsUnderWay">It has begun and not ended, whether somebody is at it or not.</param>
    private sealed record Run(int Number, bool IsUnderWay);

    private static class Sql
    {
        public const string Lock = "select run, run > 0 and not run_ended from tx.weeks where source = $1 and week = $2 for update";

        public const string Ids = """
            select id from tx.transactions where source = $1 and week = $2 and customer = $3 order by id limit $4
            """;

        public const string RemoveSetAside = """
            delete from tx.set_aside as s
            using unnest($3::int[], $4::bigint[], $5::int[]) as gone(run, page, place)
            where s.source = $1 and s.week = $2 and s.run = gone.run and s.page = gone.page and s.place = gone.place
            """;

        // Before the rows leave: those that wait for a person are among the unseen ones still.
        public const string Recount = """
            update tx.weeks as w
            set stored = stored - $3, set_aside = set_aside - $5, filtered = filtered + $5, updated_at = clock_timestamp(),
                leaving = greatest(0, leaving - (
                    select count(*) from tx.unseen as u
                    where u.source = $1 and u.week = $2 and u.run = w.run and u.id = any($4) and (u.twice or w.total is not null)))
            where source = $1 and week = $2
            """;

        // Before the rows leave: their batches tell which order files they came with, if with any.
        public const string LeaveImports = """
            with left_files as (
                select b.run, count(*) as rows
                from unnest($3::text[]) as leaving(id)
                cross join lateral (
                    select batch_uid from tx.transactions where source = $1 and week = $2 and id = leaving.id limit 1
                ) as stood
                join tx.batches as b on b.uid = stood.batch_uid
                group by b.run
            ), named as (
                delete from tx.import_ids where source = $1 and id = any($3)
            )
            update tx.imports as i
            set gone = gone + left_files.rows, updated_at = clock_timestamp()
            from left_files
            where i.source = $1 and i.number = left_files.run
            """;

        public const string NoteSeen = """
            insert into tx.seen (source, week, id, stays)
            select $1, $2, id, false from unnest($3::text[]) as gone(id)
            on conflict (source, week, id) do update set stays = false
            """;

        public const string NextUid = "select nextval('tx.batch_uids')";
    }
}
