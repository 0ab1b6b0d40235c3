using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Silo.Postgres.Imports;

/// <summary>The batches of one transaction of an import: one for each week, since a batch is of one week.</summary>
internal sealed class ImportBatches
{
    private readonly SortedDictionary<Week, Batch> _batches = [];

    public static async Task<ImportBatches> Begin(StoreSession session, IEnumerable<Week> weeks)
    {
        var wanted = weeks.ToHashSet();
        var uids = await session.All(Sql.Uids, row => row.GetInt64(0), wanted.Count);
        var batches = new ImportBatches();
        foreach (var (week, uid) in wanted.Order().Zip(uids))
            batches._batches.Add(week, new Batch { Uid = uid });
        return batches;
    }

    public long Uid(Week week) => _batches[week].Uid;

    /// <summary>A row was put in place.</summary>
    public void Put(Week week) => _batches[week].Rows++;

    /// <summary>Rows of earlier batches left.</summary>
    public void TookBack(Week week, long rows) => _batches[week].TakenBack += (int)rows;

    /// <summary>The last statement of the transaction: from here to the commit everyone else of the source waits.</summary>
    public async Task Number(StoreSession session, string source, int import)
    {
        var stored = _batches.Where(batch => batch.Value.Rows + batch.Value.TakenBack > 0).ToList();
        if (stored.Count == 0)
            return;
        await session.Execute(
            Sql.Number, source, import, stored.Select(batch => batch.Value.Uid).ToArray(), stored.Select(batch => batch.Key.Monday).ToArray(),
            stored.Select(batch => batch.Value.Rows).ToArray(), stored.Select(batch => batch.Value.TakenBack).ToArray());
    }

    private sealed class Batch
    {
        public required long Uid { get; init; }

        public int Rows { get; set; }

        public int TakenBack { get; set; }
    }

    private static class Sql
    {
        public const string Uids = "select nextval('tx.batch_uids') from generate_series(1, $1)";

        public const string Number = """
            with counter as (
                insert into tx.sources as s (name, last_batch) values ($1, cardinality($3::bigint[]))
                on conflict (name) do update set last_batch = s.last_batch + cardinality($3::bigint[])
                returning last_batch
            )
            insert into tx.batches (source, number, uid, week, run, rows, taken_back)
            select $1, last_batch - cardinality($3::bigint[]) + batch.place, batch.uid, batch.week, $2, batch.rows, batch.taken_back
            from counter
            cross join unnest($3::bigint[], $4::date[], $5::int[], $6::int[]) with ordinality as batch(uid, week, rows, taken_back, place)
            """;
    }
}
