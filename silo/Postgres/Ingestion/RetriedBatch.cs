using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Silo.Postgres.Forgetting;

namespace Orleans.Tx.Silo.Postgres.Ingestion;

/// <summary>
/// Stores records that were set aside and can be read now, as one batch of the log. Its locks are taken in the log's order: the week's
/// row, its rows, and last, for an instant, the source's counter.
/// </summary>
internal static class RetriedBatch
{
    /// <returns>Null where the week's row says that somebody pulls it, or did since.</returns>
    public static async Task<RetriedCounts?> Store(StoreSession session, RetriedRecords records)
    {
        var (source, monday, run) = (records.Source, records.Week.Monday, records.Run);
        if (await session.Value<long>(Sql.Fence, source, monday, run) is not { } uid)
            return null;

        if (records.Bad.Count > 0)
        {
            await session.Execute(
                Sql.Explain, source, monday, run, Pages(records.Bad.Select(bad => bad.Id)), Places(records.Bad.Select(bad => bad.Id)),
                records.Bad.Select(bad => bad.Reason).ToArray());
        }

        var good = await Take(session, records);
        return good.Count == 0 ? new RetriedCounts(0, 0, 0) : await Store(session, records, good, uid);
    }

    /// <summary>Takes the records out of those set aside, but for what somebody else took before.</summary>
    private static async Task<List<GoodRecord>> Take(StoreSession session, RetriedRecords records)
    {
        if (records.Good.Count == 0)
            return [];
        var taken = await session.All(
            Sql.Take, row => (row.GetInt64(0), row.GetInt32(1)), records.Source, records.Week.Monday, records.Run,
            Pages(records.Good.Select(good => good.Id)), Places(records.Good.Select(good => good.Id)));
        var places = taken.ToHashSet();
        return [.. records.Good.Where(good => places.Contains((good.Id.Page, good.Id.Place)))];
    }

    private static async Task<RetriedCounts> Store(StoreSession session, RetriedRecords records, List<GoodRecord> good, long uid)
    {
        var (source, monday) = (records.Source, records.Week.Monday);
        var taken = (long)good.Count;
        var forgotten = await ForgottenCustomers.Among(session, source, good.Select(record => record.Row.Customer));
        good.RemoveAll(record => forgotten.Contains(record.Row.Customer));
        var newer = (await session.All(
            Sql.Newer, row => row.GetString(0), source, monday,
            good.Select(record => record.Row.Id).ToArray(), good.Select(record => record.SeenAt.UtcDateTime).ToArray())).ToHashSet(StringComparer.Ordinal);
        var batch = BatchOf(records, [.. good.Where(record => !newer.Contains(record.Row.Id)).Select(record => record.Row)]);
        var rows = BatchRows.Of(batch);
        var inserted = await rows.Insert(session, source, records.Week, uid);
        var restated = inserted == rows.Count ? 0 : await Restatement.Store(session, batch, rows, uid);
        var counts = new RetriedCounts(inserted, restated, good.Count - inserted - restated, taken - good.Count);
        await session.Execute(Sql.Recount, source, monday, counts.Stored, counts.Restated, counts.AlreadyThere, taken, counts.Forgotten);
        if (inserted + restated > 0)
            await BatchNumber.Take(session, source, records.Week, records.Run, uid, inserted + restated, restated);
        return counts;
    }

    private static PageBatch BatchOf(RetriedRecords records, IReadOnlyList<Transaction> rows) => new(
        records.Source, records.Week, records.Run, PageCursor.Start,
        [new PageAnswer.Fetched(new PageFacts(rows.Count, null, null), rows, [], 0)], PagesInAll: null, Requests: 0, Rejections: 0);

    private static long[] Pages(IEnumerable<SetAsideId> ids) => [.. ids.Select(id => id.Page)];

    private static int[] Places(IEnumerable<SetAsideId> ids) => [.. ids.Select(id => id.Place)];

    private static class Sql
    {
        public const string Fence = """
            select nextval('tx.batch_uids')
            from tx.weeks
            where source = $1 and week = $2 and run = $3 and state not in ('queued', 'pulling', 'waiting')
            for update
            """;

        public const string Explain = """
            update tx.set_aside as s
            set reason = told.reason
            from unnest($4::bigint[], $5::int[], $6::text[]) as told(page, place, reason)
            where s.source = $1 and s.week = $2 and s.run = $3 and s.page = told.page and s.place = told.place
            """;

        public const string Take = """
            delete from tx.set_aside as s
            using unnest($4::bigint[], $5::int[]) as taken(page, place)
            where s.source = $1 and s.week = $2 and s.run = $3 and s.page = taken.page and s.place = taken.place
            returning s.page, s.place
            """;

        // The same record may have been read well after it was set aside: what came later counts.
        public const string Newer = """
            select sent.id
            from unnest($3::text[], $4::timestamptz[]) as sent(id, seen_at)
            cross join lateral (
                select batch_uid from tx.transactions where source = $1 and week = $2 and id = sent.id limit 1
            ) as t
            join tx.batches as b on b.uid = t.batch_uid
            where b.committed_at >= sent.seen_at
            """;

        public const string Recount = """
            update tx.weeks
            set rows = rows + $3, stored = stored + $3, restated = restated + $4, duplicates = duplicates + $5, set_aside = set_aside - $6,
                filtered = filtered + $7, updated_at = clock_timestamp()
            where source = $1 and week = $2
            """;
    }
}
