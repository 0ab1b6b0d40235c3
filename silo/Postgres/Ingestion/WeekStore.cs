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

    public Task Queue(string source, IReadOnlyCollection<Week> weeks, CancellationToken cancellationToken) =>
        database.Run(session => Queue(session, source, weeks), cancellationToken);

    public async Task<IReadOnlyList<Week>> Change(
        string source, IReadOnlyCollection<Week> weeks, WeekOrder order, CancellationToken cancellationToken) =>
        await database.Run(session => Change(session, source, weeks, order), cancellationToken);

    public Task<Week?> CalendarWeek(string source, CancellationToken cancellationToken) =>
        database.Run(
            async session => await session.Value<DateOnly>(Sql.CalendarWeek, source) is { } monday ? Week.Of(monday) : (Week?)null,
            cancellationToken);

    public Task Calendar(
        string source, Week last, IReadOnlyCollection<Week> due, IReadOnlyCollection<Week> again, CancellationToken cancellationToken) =>
        database.Transact(
            async session =>
            {
                await session.Execute(Sql.SetCalendar, source, last.Monday);
                await Queue(session, source, due);
                return await Change(session, source, again, WeekOrder.Repull);
            },
            cancellationToken);

    public Task<StoredWeek?> Begin(string source, Week week, string fingerprint, CancellationToken cancellationToken) =>
        database.Transact(
            async session =>
            {
                // Of two who begin a run, the second finds the first one's under way.
                await session.Execute(Sql.Lock, source, week.Monday);
                if (await session.First(Sql.GoOn, StoredWeekRow.Read, source, week.Monday, fingerprint) is { } goesOn)
                    return goesOn;
                await session.Execute(Sql.GivenUp, source, week.Monday);
                await session.Patient.Execute(Sql.ForgetSeen, source, week.Monday);
                return await session.First(Sql.BeginRun, StoredWeekRow.Read, source, week.Monday, fingerprint, PageCursor.Start.ToString());
            },
            cancellationToken);

    public Task<bool> WasAccepted(string source, string fingerprint, CancellationToken cancellationToken) =>
        database.Run(
            async session => await session.Value<bool>(Sql.WasAccepted, source, fingerprint, PageCursor.Start.ToString()) is true,
            cancellationToken);

    public Task GiveUp(string source, Week week, int run, PageCursor cursor, CancellationToken cancellationToken) =>
        database.Run(session => session.Execute(Sql.GiveUp, source, week.Monday, run, cursor.ToString()), cancellationToken);

    public async Task Mark(
        string source, Week week, int run, PageCursor cursor, WeekState state, string? message, CancellationToken cancellationToken)
    {
        var marked = await database.Run(
            session => session.Execute(Sql.Mark, source, week.Monday, run, cursor.ToString(), StoredWeekRow.Text(state), message),
            cancellationToken);
        if (marked == 0)
            throw Moved(source, week, run, cursor);
    }

    public Task End(StoredWeek week, RunEnd end, CancellationToken cancellationToken) =>
        database.Transact(
            async session =>
            {
                var ended = await session.Execute(
                    Sql.End, week.Source, week.Week.Monday, week.Run, week.Cursor.ToString(), StoredWeekRow.Text(end.State), end.Message,
                    end.Leaving, end.ReadAgain);
                if (ended == 0)
                    throw Moved(week.Source, week.Week, week.Run, week.Cursor);
                await session.Patient.Execute(Sql.ForgetSetAside, week.Source, week.Week.Monday, week.Run);
                return await session.Patient.Execute(Sql.ForgetSeen, week.Source, week.Week.Monday);
            },
            cancellationToken);

    public async Task<IReadOnlyList<EndedRun>> Runs(string source, Week week, CancellationToken cancellationToken) =>
        await database.Run(session => session.All(Sql.Runs, EndedRunRow.Read, source, week.Monday), cancellationToken);

    private static Task<int> Queue(StoreSession session, string source, IReadOnlyCollection<Week> weeks) =>
        session.Execute(Sql.Queue, source, Mondays(weeks), PageCursor.Start.ToString());

    private static Task<List<Week>> Change(StoreSession session, string source, IReadOnlyCollection<Week> weeks, WeekOrder order)
    {
        var sql = order switch
        {
            WeekOrder.Pause => Sql.Pause,
            WeekOrder.Resume => Sql.Resume,
            WeekOrder.Retry => Sql.Retry,
            WeekOrder.Repull => Sql.Repull,
            _ => throw new ArgumentOutOfRangeException(nameof(order), order, "changes nothing in the store"),
        };
        return session.All(sql, row => Week.Of(row.GetFieldValue<DateOnly>(0)), source, Mondays(weeks));
    }

    private static DateOnly[] Mondays(IReadOnlyCollection<Week> weeks) => [.. weeks.Select(week => week.Monday).Distinct()];

    private static CursorMovedException Moved(string source, Week week, int run, PageCursor cursor) =>
        new($"Run {run} of {source}/{week} is no longer at {cursor}: someone else is at the week.");

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
            set state = 'queued', message = null, second_reading = false, updated_at = clock_timestamp()
            where w.state in ('failed', 'pulled')
            """;

        public const string Pause = """
            update tx.weeks
            set state = 'paused', message = 'paused', updated_at = clock_timestamp()
            where source = $1 and week = any($2) and state in ('queued', 'pulling', 'waiting')
            returning week
            """;

        public const string Resume = """
            update tx.weeks
            set state = 'queued', message = null, updated_at = clock_timestamp()
            where source = $1 and week = any($2) and state = 'paused'
            returning week
            """;

        public const string Retry = """
            update tx.weeks
            set state = 'queued', message = null, updated_at = clock_timestamp()
            where source = $1 and week = any($2) and state = 'failed'
            returning week
            """;

        public const string Repull = """
            update tx.weeks
            set state = 'queued', message = null, run_ended = true, second_reading = false, updated_at = clock_timestamp()
            where source = $1 and week = any($2) and state in ('failed', 'pulled', 'complete', 'paused')
            returning week
            """;

        public const string CalendarWeek = "select calendar_week from tx.sources where name = $1";

        public const string SetCalendar = """
            insert into tx.sources (name, calendar_week) values ($1, $2)
            on conflict (name) do update set calendar_week = excluded.calendar_week
            """;

        public const string Runs = $"select {EndedRunRow.Columns} from tx.runs where source = $1 and week = $2 order by run";

        public const string ForgetSeen = "delete from tx.seen where source = $1 and week = $2";

        // What the week could not read then, it has met again now, or not.
        public const string ForgetSetAside = "delete from tx.set_aside where source = $1 and week = $2 and run < $3";

        public const string WasAccepted = """
            select exists (select from tx.weeks where source = $1 and fingerprint = $2 and cursor <> $3)
            """;

        public const string Lock = "select from tx.weeks where source = $1 and week = $2 for update";

        // One that is begun again and again, because it is lost each time, is not taken for one that gets on.
        public const string GoOn = $"""
            update tx.weeks
            set state = 'pulling', message = null, updated_at = case state when 'pulling' then updated_at else clock_timestamp() end
            where source = $1 and week = $2 and state in ('queued', 'pulling', 'waiting')
                and run > 0 and not run_ended and fingerprint = $3
            returning {StoredWeekRow.Columns}
            """;

        public const string BeginRun = $"""
            update tx.weeks
            set run = run + 1, run_ended = false, state = 'pulling', cursor = $4, fingerprint = $3, pages = null, total = null,
                rows = 0, restated = 0, duplicates = 0, set_aside = 0, outside = 0, requests = 0, rejections = 0, filtered = 0,
                repeated = 0, nameless = 0, removed = 0, leaving = 0, total_changed = false,
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
            set state = $5, message = $6, updated_at = clock_timestamp()
            where source = $1 and week = $2 and run = $3 and cursor = $4
            """;

        public const string GivenUp = $"""
            insert into tx.runs ({EndedRunRow.Columns}, source, week)
            select run, case when completed_at is null then 'failed' else 'pulled' end,
                coalesce(message, case when completed_at is null then 'given up: its settings were changed, or it lost its place' end),
                {EndedRunRow.Counts},
                run_began_at, clock_timestamp(), source, week
            from tx.weeks
            where source = $1 and week = $2 and run > 0
            on conflict do nothing
            """;

        public const string End = $"""
            with ended as (
                update tx.weeks
                set state = $5, message = $6, run_ended = true, leaving = $7, second_reading = $8,
                    completed_at = case when not $8 then clock_timestamp() end, updated_at = clock_timestamp()
                where source = $1 and week = $2 and run = $3 and cursor = $4
                returning *
            )
            insert into tx.runs ({EndedRunRow.Columns}, source, week)
            select run, case when $8 then 'pulled' else state end, message, {EndedRunRow.Counts}, run_began_at, clock_timestamp(), source, week
            from ended
            on conflict (source, week, run) do update
            set state = excluded.state, message = excluded.message, removed = excluded.removed, ended_at = excluded.ended_at
            """;
    }
}
