using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Silo.Postgres.Ingestion;

/// <summary>
/// What a run met. A row that it stored carries one of its batches; the ids of all else are noted until it ends. So a first pull,
/// which stores nearly all it meets, notes nearly nothing.
/// </summary>
internal static class SeenRecords
{
    /// <summary>Notes the records of a batch; its rows were inserted, and none restated yet.</summary>
    /// <param name="inserted">How many of the rows were not there before.</param>
    /// <returns>How many of the records the run had met before, by their ids.</returns>
    public static async Task<long> Note(StoreSession session, PageBatch batch, BatchRows rows, long uid, int inserted)
    {
        var repeated = rows.Repeated + await NoteRows(session, batch, rows, uid, inserted);
        return repeated + await NoteOthers(session, batch, uid);
    }

    /// <summary>How many of a batch's records have no id that can be read.</summary>
    public static long Nameless(PageBatch batch) => batch.Pages.Sum(page =>
        (long)page.SetAside.Count(record => record.Id is null) + page.Outside + page.Filtered - page.PassedOver.Count);

    private static async Task<long> NoteRows(StoreSession session, PageBatch batch, BatchRows rows, long uid, int inserted)
    {
        if (rows.Count == 0)
            return 0;
        return inserted == rows.Count
            ? await session.Value<long>(Sql.AmongSeen, batch.Source, batch.Week.Monday, rows.Ids) ?? 0
            : await session.Value<long>(Sql.NoteRows, batch.Source, batch.Week.Monday, rows.Ids, uid, batch.Run) ?? 0;
    }

    private static async Task<long> NoteOthers(StoreSession session, PageBatch batch, long uid)
    {
        var (stays, records) = (new Dictionary<string, bool>(StringComparer.Ordinal), 0L);
        foreach (var page in batch.Pages)
        {
            foreach (var (id, isKept) in page.PassedOver.Select(id => (id, false)).Concat(page.SetAside.Where(record => record.Id is not null).Select(record => (record.Id!, true))))
            {
                stays[id] = isKept || stays.GetValueOrDefault(id);
                records++;
            }
        }

        if (records == 0)
            return 0;
        var again = await session.Value<long>(
            Sql.NoteOthers, batch.Source, batch.Week.Monday, stays.Keys.ToArray(), uid, batch.Run, stays.Values.ToArray()) ?? 0;
        return records - stays.Count + again;
    }

    private static class Sql
    {
        public const string AmongSeen = """
            select count(*)
            from unnest($3::text[]) as sent(id)
            cross join lateral (select from tx.seen where source = $1 and week = $2 and id = sent.id limit 1) as met
            """;

        // Each row is looked up by its key, whatever the planner thinks of the rest.
        public const string NoteRows = """
            with met as (
                select sent.id, stored.batch_uid = $4 as is_new,
                    exists (select from tx.batches where uid = stored.batch_uid and source = $1 and week = $2 and run = $5) as of_run
                from unnest($3::text[]) as sent(id)
                cross join lateral (
                    select batch_uid from tx.transactions where source = $1 and week = $2 and id = sent.id limit 1
                ) as stored
            ), noted as (
                insert into tx.seen (source, week, id, stays)
                select $1, $2, id, true from met where not is_new and not of_run
                on conflict (source, week, id) do update set stays = true
                returning xmax = 0 as first
            )
            select (select count(*) from met where of_run)
                + (select count(*) from noted where not first)
                + (select count(*) from met where is_new and exists (select from tx.seen where source = $1 and week = $2 and id = met.id))
            """;

        public const string NoteOthers = """
            with met as (
                select sent.id, sent.stays,
                    coalesce(stored.batch_uid = $4 or exists (
                        select from tx.batches where uid = stored.batch_uid and source = $1 and week = $2 and run = $5), false) as of_run
                from unnest($3::text[], $6::boolean[]) as sent(id, stays)
                left join lateral (
                    select batch_uid from tx.transactions where source = $1 and week = $2 and id = sent.id limit 1
                ) as stored on true
            ), noted as (
                insert into tx.seen as s (source, week, id, stays)
                select $1, $2, id, stays from met
                on conflict (source, week, id) do update set stays = s.stays or excluded.stays
                returning id, xmax = 0 as first
            )
            select count(*) from met join noted using (id) where of_run or not first
            """;
    }
}
