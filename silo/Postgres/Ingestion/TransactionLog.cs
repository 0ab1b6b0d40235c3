using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Silo.Postgres.Forgetting;

namespace Orleans.Tx.Silo.Postgres.Ingestion;

/// <summary>
/// Stores batches. Each transaction takes its locks in the same order: the week's row, its rows, and last, for an instant, the
/// source's counter. So writers of one week wait for each other at once, and those of different weeks only at the end.
/// </summary>
internal sealed class TransactionLog(Database database, WeekPartitions partitions) : ITransactionLog
{
    public async Task<StoredWeek> Append(PageBatch batch, CancellationToken cancellationToken)
    {
        var rows = BatchRows.Of(batch);
        if (rows.Count > 0)
            await partitions.Ensure(batch.Week, cancellationToken);
        return await database.Transact(session => Store(session, batch, rows), cancellationToken);
    }

    private static async Task<StoredWeek> Store(StoreSession session, PageBatch batch, BatchRows rows)
    {
        var uid = await session.Value<long>(Sql.Fence, batch.Source, batch.Week.Monday, batch.Run, batch.From.ToString())
            ?? throw new CursorMovedException(
                $"Run {batch.Run} of {batch.Source}/{batch.Week} is not at {batch.From}: someone else is at the week.");
        var told = batch;
        batch = await ForgottenRecords.PassOver(session, told);
        rows = ReferenceEquals(batch, told) ? rows : BatchRows.Of(batch);
        var inserted = await rows.Insert(session, batch.Source, batch.Week, uid);
        var repeated = await SeenRecords.Note(session, batch, rows, uid, inserted);
        var restated = inserted == rows.Count ? 0 : await Restatement.Store(session, batch, rows, uid);
        var counts = new WeekCounts(
            Rows: inserted,
            Restated: restated,
            Duplicates: rows.Count - inserted - restated + rows.Repeated,
            SetAside: await SetAsideRecords.Store(session, batch),
            Outside: batch.Pages.Sum(page => (long)page.Outside),
            Filtered: batch.Pages.Sum(page => (long)page.Filtered),
            Repeated: repeated,
            Nameless: SeenRecords.Nameless(batch));

        var week = await Advance(session, batch, counts);
        if (inserted + restated > 0)
            await BatchNumber.Take(session, batch.Source, batch.Week, batch.Run, uid, inserted + restated, restated);
        return week;
    }

    private static async Task<StoredWeek> Advance(StoreSession session, PageBatch batch, WeekCounts counts) =>
        await session.First(
            Sql.Advance, StoredWeekRow.Read, batch.Source, batch.Week.Monday, batch.To.ToString(), batch.PagesInAll, batch.Total,
            counts.Rows, counts.Restated, counts.Duplicates, counts.SetAside, counts.Outside, batch.Requests, batch.Rejections,
            counts.Filtered, counts.Repeated, counts.Nameless, batch.TotalChanged)
        ?? throw new InvalidOperationException($"the row of {batch.Source}/{batch.Week} went away while it was locked");

    private static class Sql
    {
        public const string Fence = """
            select nextval('tx.batch_uids')
            from tx.weeks
            where source = $1 and week = $2 and run = $3 and cursor = $4
            for update
            """;

        public const string Advance = $"""
            update tx.weeks
            set cursor = $3, pages = coalesce($4, pages), total = coalesce($5, total),
                rows = rows + $6, stored = stored + $6, restated = restated + $7, duplicates = duplicates + $8, set_aside = set_aside + $9,
                outside = outside + $10, requests = requests + $11, rejections = rejections + $12, filtered = filtered + $13,
                repeated = repeated + $14, nameless = nameless + $15, total_changed = total_changed or $16 or coalesce(total <> $5, false),
                state = case state when 'waiting' then 'pulling' else state end,
                message = case state when 'waiting' then null else message end,
                updated_at = clock_timestamp()
            where source = $1 and week = $2
            returning {StoredWeekRow.Columns}
            """;
    }
}
