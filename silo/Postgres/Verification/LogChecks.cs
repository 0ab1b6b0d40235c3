namespace Orleans.Tx.Silo.Postgres.Verification;

/// <summary>Whether the log holds together: its numbers, what its batches say they hold, and the counts of the weeks.</summary>
internal static class LogChecks
{
    public static async Task<List<FoundDifference>> Run(StoreSession session, string source, VerificationScope scope, int mostShown)
    {
        var found = new List<FoundDifference>();
        found.AddRange(await session.All(Sql.Position, VerificationStore.ReadDifference, source, scope.Position, scope.LastBatch));
        found.AddRange(await session.All(Sql.Gaps, VerificationStore.ReadDifference, source, mostShown));
        found.AddRange(await session.All(Sql.Batches, VerificationStore.ReadDifference, source, mostShown));
        found.AddRange(await session.All(Sql.Stored, VerificationStore.ReadDifference, source, mostShown));
        found.AddRange(await session.All(Sql.Weeks, VerificationStore.ReadDifference, source, mostShown));
        return found;
    }

    private static class Sql
    {
        public const string Position = """
            select 'position', wrong.subject, wrong.expected, wrong.stored, count(*) over ()
            from (
                select 'of the aggregates, which the log ends before', 'at most batch ' || $3::bigint, 'batch ' || $2::bigint
                where $2::bigint > $3::bigint
                union all
                select 'of the aggregates, which a ledger is ahead of', 'at least batch ' || max(version), 'batch ' || $2::bigint
                from tx.ledgers where source = $1
                having max(version) > $2::bigint
                union all
                select 'of the log: its counter', 'batch ' || coalesce(max(number), 0), 'batch ' || $3::bigint
                from tx.batches where source = $1
                having coalesce(max(number), 0) <> $3::bigint
            ) as wrong(subject, expected, stored)
            """;

        public const string Gaps = """
            select 'number', case when number - 1 = coalesce(earlier, 0) + 1 then 'batch ' || number - 1
                    else 'batches ' || coalesce(earlier, 0) + 1 || ' to ' || number - 1 end,
                'numbers without gaps', null, count(*) over ()
            from (
                select number, lag(number) over (order by number) as earlier from tx.batches where source = $1
            ) as following
            where number <> coalesce(earlier, 0) + 1
            order by number
            limit $2
            """;

        // A batch reads as the rows that still carry its uid together with its entries; a row that left it has become one of those.
        public const string Batches = """
            with carried as (
                select batch_uid as uid, sum(rows)::bigint as rows, sum(taken_back)::bigint as taken_back, min(first) as first, max(last) as last
                from (
                    select batch_uid, count(*) as rows, 0 as taken_back, min(week) as first, max(week) as last
                    from tx.transactions where source = $1 group by batch_uid
                    union all
                    select batch_uid, count(*) filter (where not taken_back), count(*) filter (where taken_back), min(week), max(week)
                    from tx.log_entries where source = $1 group by batch_uid
                ) as part
                group by batch_uid
            ), compared as (
                select case when b.uid is null then 'row' else 'batch' end as kind,
                    coalesce('batch ' || b.number, 'rows of a batch that is not there, uid ' || c.uid) as subject,
                    'rows ' || b.rows || ', taken back ' || b.taken_back || ', week ' || b.week as expected,
                    'rows ' || c.rows || ', taken back ' || c.taken_back || ', week ' || c.first
                        || case when c.first <> c.last then ' to ' || c.last else '' end as stored,
                    coalesce(b.number, c.uid) as place
                from carried c
                full join (select * from tx.batches where source = $1) as b on b.uid = c.uid
            )
            select kind, subject, expected, stored, count(*) over (partition by kind)
            from compared
            where expected is distinct from stored
            order by kind, place
            limit $2
            """;

        public const string Stored = """
            select 'week', to_char(w.week, 'IYYY"-W"IW'), 'rows stored ' || there.rows, 'rows stored ' || w.stored, count(*) over ()
            from tx.weeks w
            cross join lateral (select count(*) as rows from tx.transactions where source = $1 and week = w.week) as there
            where w.source = $1 and w.stored <> there.rows
            order by w.week
            limit $2
            """;

        public const string Weeks = """
            select 'week', to_char(w.week, 'IYYY"-W"IW'), 'rows and restated ' || coalesce(sum(b.rows), 0) || ' by the batches of run ' || w.run,
                'rows and restated ' || w.rows + w.restated, count(*) over ()
            from tx.weeks w
            left join tx.batches b on b.source = w.source and b.week = w.week and b.run = w.run
            where w.source = $1
            group by w.source, w.week
            having w.rows + w.restated <> coalesce(sum(b.rows), 0)
            order by w.week
            limit $2
            """;
    }
}
