using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Silo.Postgres.Ingestion;

/// <summary>Records that can't be read, kept with the reason for a person to look at.</summary>
internal static class SetAsideRecords
{
    /// <summary>The most bytes of a record that are kept.</summary>
    public const int MostBytes = 64 * 1024;

    private const int MostBytesOfReason = 1024;

    /// <returns>How many there are.</returns>
    public static async Task<int> Store(StoreSession session, PageBatch batch)
    {
        var records = batch.Pages
            .SelectMany((page, index) => page.SetAside.Select(record => (Page: batch.From.Page + index, Record: record)))
            .ToArray();
        return records.Length == 0 ? 0 : await session.Execute(
            Sql.Insert, batch.Source, batch.Week.Monday, batch.Run,
            Array.ConvertAll(records, record => record.Page),
            Array.ConvertAll(records, record => record.Record.Place),
            Array.ConvertAll(records, record => StorableText.Bounded(record.Record.Reason, MostBytesOfReason)),
            Array.ConvertAll(records, record => StorableText.Bounded(record.Record.Raw, MostBytes)));
    }

    private static class Sql
    {
        public const string Insert = """
            insert into tx.set_aside (source, week, run, page, place, reason, raw)
            select $1, $2, $3, page, place, reason, raw
            from unnest($4::bigint[], $5::int[], $6::text[], $7::text[]) as record(page, place, reason, raw)
            """;
    }
}
