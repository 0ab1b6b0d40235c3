using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Silo.Postgres.Ingestion;

/// <summary>Weeks as rows of <c>tx.weeks</c>. A run has ended once the week was marked pulled or complete; a failed one goes on.</summary>
internal sealed class WeekStore(Database database) : IWeekStore
{
    public Task<StoredWeek?> Find(string source, Week week, CancellationToken cancellationToken) =>
        database.Run(session => session.First(Sql.Find, StoredWeekRow.Read, source, week.Monday), cancellationToken);

    public async Task<IReadOnlyList<StoredWeek>> List(string source, CancellationToken cancellationToken) =>
        await database.Run(session => session.All(Sql.List, StoredWeekRow.Read, source), cancellationToken);

    public async Task<IReadOnlyList<string>> Sources(CancellationToken cancellationToken) =>
        await database.Run(session => session.All(Sql.Sources, row => row.GetString(0)), cancellationToken);

    public Task Queue(string source, IReadOnlyCollection<Week> weeks, CancellationToken cancellationToken)
    {
        var mondays = weeks.Select(week => week.Monday).Distinct().ToArray();
        return database.Run(session => session.Execute(Sql.Queue, source, mondays, PageCursor.Start.ToString()), cancellationToken);
    }

    public Task<StoredWeek?> Begin(string source, Week week, string fingerprint, CancellationToken cancellationToken) =>
        database.Transact(
            async session =>
            {
                // Of two who begin a run, the second finds the first one's under way.
                await session.Execute(Sql.Lock, source, week.Monday);
                return await session.First(Sql.GoOn, StoredWeekRow.Read, source, week.Monday, fingerprint)
                    ?? await session.First(Sql.BeginRun, StoredWeekRow.Read, source, week.Monday, fingerprint, PageCursor.Start.ToString());
            },
            cancellationToken);

    public Task GiveUp(string source, Week week, int run, PageCursor cursor, CancellationToken cancellationToken) =>
        database.Run(session => session.Execute(Sql.GiveUp, source, week.Monday, run, cursor.ToString()), cancellationToken);

    public async Task Mark(
        string source, Week week, int run, PageCursor cursor, WeekState state, string? message, CancellationToken cancellationToken)
    {
        var marked = await database.Run(
            session => session.Execute(
                Sql.Mark, source, week.Monday, run, cursor.ToString(), StoredWeekRow.Text(state), message,
                state is WeekState.Pulled or WeekState.Complete),
            cancellationToken);
        if (marked == 0)
            throw new CursorMovedException($"Run {run} of {source}/{week} is no longer at {cursor}: someone else is at the week.");
    }

    private static class Sql
    {
        public const string Find = $"select {StoredWeekRow.Columns} from tx.weeks where source = $1 and week = $2";

        public const string List = $"select {StoredWeekRow.Columns} from tx.weeks where source = $1 order by week";

        public const string Sources = "select name from tx.sources order by name";

        public const string Queue = """
            with named as (
                insert into tx.sources (name) values ($1) on conflict do nothing
            )
            insert into tx.weeks as w (source, week, state, cursor)
            select $1, asked.week, 'queued', $3 from unnest($2::date[]) as asked(week)
            order by asked.week
            on conflict (source, week) do update
            set state = 'queued', message = null, updated_at = clock_timestamp()
            where w.state in ('failed', 'pulled')
            """;

        public const string Lock = "select from tx.weeks where source = $1 and week = $2 for update";

        public const string GoOn = $"""
            update tx.weeks
            set state = 'pulling', message = null, updated_at = clock_timestamp()
            where source = $1 and week = $2 and state in ('queued', 'pulling', 'waiting')
                and run > 0 and not run_ended and fingerprint = $3
            returning {StoredWeekRow.Columns}
            """;

        public const string BeginRun = $"""
            update tx.weeks
            set run = run + 1, run_ended = false, state = 'pulling', cursor = $4, fingerprint = $3, pages = null, total = null,
                rows = 0, restated = 0, duplicates = 0, set_aside = 0, outside = 0, requests = 0, rejections = 0, filtered = 0,
                message = null, run_began_at = clock_timestamp(), completed_at = null, updated_at = clock_timestamp()
            where source = $1 and week = $2 and state in ('queued', 'pulling', 'waiting')
            returning {StoredWeekRow.Columns}
            """;

        public const string GiveUp = """
            update tx.weeks
            set run_ended = true, updated_at = clock_timestamp()
            where source = $1 and week = $2 and run = $3 and cursor = $4
            """;

        public const string Mark = """
            update tx.weeks
            set state = $5, message = $6, run_ended = $7,
                completed_at = case when $7 then clock_timestamp() end, updated_at = clock_timestamp()
            where source = $1 and week = $2 and run = $3 and cursor = $4
            """;
    }
}
