using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Silo.Postgres.Ingestion;

/// <summary>What ended runs did not meet, and how it leaves.</summary>
internal sealed class RunRows(Database database) : IRunRows
{
    public Task<UnseenRows> Look(StoredWeek week, bool believed, CancellationToken cancellationToken) =>
        database.Transact(
            async session =>
            {
                await Fence(session, week);
                var unseen = await session.Patient.All(
                    Sql.Note, row => new UnseenRows(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)),
                    week.Source, week.Week.Monday, week.Run);
                await session.Patient.Execute(Sql.Forget, week.Source, week.Week.Monday, believed ? week.Run : -1);
                return unseen[0];
            },
            cancellationToken);

    public async Task<StoredWeek> Remove(StoredWeek week, bool onlyTwice, CancellationToken cancellationToken)
    {
        while (true)
        {
            var left = await database.Transact(session => RemoveSome(session, week, onlyTwice), cancellationToken);
            if (left is null)
                return week;
            week = left;
        }
    }

    public async Task<IReadOnlyList<Week>> Elsewhere(StoredWeek week, CancellationToken cancellationToken) =>
        await database.Run(
            session => session.Patient.All(
                Sql.Elsewhere, row => Week.Of(row.GetFieldValue<DateOnly>(0)), week.Source, week.Week.Monday, week.Run),
            cancellationToken);

    private static async Task<StoredWeek?> RemoveSome(StoreSession session, StoredWeek week, bool onlyTwice)
    {
        var uid = await Fence(session, week);
        var ids = await session.All(
            Sql.Leaving, row => row.GetString(0), week.Source, week.Week.Monday, week.Run, onlyTwice, RemovedRows.MostInBatch);
        if (ids.Count == 0)
            return null;

        var removed = await RemovedRows.Remove(session, week.Source, week.Week, ids, uid);
        var left = await session.First(Sql.Count, StoredWeekRow.Read, week.Source, week.Week.Monday, removed);
        await BatchNumber.Take(session, week.Source, week.Week, week.Run, uid, rows: 0, takenBack: removed);
        return left;
    }

    private static async Task<long> Fence(StoreSession session, StoredWeek week) =>
        await session.Value<long>(Sql.Fence, week.Source, week.Week.Monday, week.Run, week.Cursor.ToString())
        ?? throw new CursorMovedException($"Run {week.Run} of {week.Source}/{week.Week} is not at {week.Cursor}: someone else is at the week.");

    private static class Sql
    {
        public const string Fence = """
            select nextval('tx.batch_uids')
            from tx.weeks
            where source = $1 and week = $2 and run = $3 and cursor = $4
            for update
            """;

        public const string Note = """
            with noted as (
                insert into tx.unseen as u (source, week, id, run, twice)
                select $1, $2, id, $3, false
                from tx.transactions as t
                where source = $1 and week = $2
                    and not exists (select from tx.batches where uid = t.batch_uid and source = $1 and week = $2 and run = $3)
                    and not exists (select from tx.seen where source = $1 and week = $2 and id = t.id and stays)
                on conflict (source, week, id) do update set twice = u.twice or u.run < $3, run = $3
                returning twice
            )
            select (select count(*) from tx.transactions where source = $1 and week = $2), count(*), count(*) filter (where twice)
            from noted
            """;

        public const string Forget = "delete from tx.unseen where source = $1 and week = $2 and run <> $3";

        public const string Leaving = """
            select id from tx.unseen where source = $1 and week = $2 and run = $3 and (twice or not $4) order by id limit $5
            """;

        public const string Count = $"""
            update tx.weeks
            set removed = removed + $3, stored = stored - $3, leaving = greatest(leaving - $3, 0), updated_at = clock_timestamp()
            where source = $1 and week = $2
            returning {StoredWeekRow.Columns}
            """;

        // A first run brings the whole week: it is compared with its neighbours only, where a record may have come from or gone to. Where
        // most ids are met again, ids name a record within its week only, and tell nothing.
        public const string Elsewhere = """
            with brought as materialized (
                select t.id
                from tx.batches as b
                join tx.transactions as t on t.batch_uid = b.uid and t.source = $1 and t.week = $2
                where b.source = $1 and b.week = $2 and b.run = $3
            )
            select w.week
            from tx.weeks as w
            cross join lateral (
                select count(*) as rows
                from brought
                cross join lateral (
                    select from tx.transactions where source = $1 and week = w.week and id = brought.id limit 1
                ) as one
            ) as met
            where w.source = $1 and w.week <> $2 and w.state in ('pulled', 'complete') and ($3 > 1 or w.week in ($2 - 7, $2 + 7))
                and (met.rows = 1 or met.rows between 1 and (select count(*) / 2 from tx.transactions where source = $1 and week = $2))
            order by w.week
            """;
    }
}
