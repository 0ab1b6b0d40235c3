using Npgsql;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Silo.Postgres.Ingestion;

/// <summary>Records that can't be read, as rows of <c>tx.set_aside</c>.</summary>
internal sealed class SetAsideStore(Database database, WeekPartitions partitions) : ISetAsideStore
{
    public async Task<IReadOnlyList<SetAsideEntry>> List(
        string source, SetAsideRange range, SetAsideId? after, int most, CancellationToken cancellationToken) =>
        await database.Run(session => session.All(Sql.List, Entry, Parameters(source, range, after, most)), cancellationToken);

    public async Task<IReadOnlyList<SetAsideCount>> Count(string source, SetAsideRange range, CancellationToken cancellationToken) =>
        await database.Run(
            session => session.All(
                Sql.Count, row => new SetAsideCount(row.GetString(0), row.GetInt64(1)),
                source, range.From?.Monday ?? DateOnly.MinValue, range.To?.Monday ?? DateOnly.MaxValue, range.Reason ?? ""),
            cancellationToken);

    public async Task<IReadOnlyList<KeptRecord>> Read(
        string source, SetAsideRange range, SetAsideId? after, int most, CancellationToken cancellationToken) =>
        await database.Run(session => session.All(Sql.Read, Record, Parameters(source, range, after, most)), cancellationToken);

    public async Task<IReadOnlyList<KeptRecord>> Read(string source, IReadOnlyCollection<SetAsideId> ids, CancellationToken cancellationToken) =>
        await database.Run(
            session => session.All(
                Sql.Find, Record, source,
                ids.Select(id => id.Week.Monday).ToArray(), ids.Select(id => id.Run).ToArray(),
                ids.Select(id => id.Page).ToArray(), ids.Select(id => id.Place).ToArray()),
            cancellationToken);

    public async Task<RetriedCounts?> Store(RetriedRecords records, CancellationToken cancellationToken)
    {
        if (records.Good.Count > 0)
            await partitions.Ensure(records.Week, cancellationToken);
        return await database.Transact(session => RetriedBatch.Store(session, records), cancellationToken);
    }

    private static object?[] Parameters(string source, SetAsideRange range, SetAsideId? after, int most) =>
    [
        source, range.From?.Monday ?? DateOnly.MinValue, range.To?.Monday ?? DateOnly.MaxValue, range.Reason ?? "",
        after?.Week.Monday ?? DateOnly.MinValue, after?.Run ?? 0, after?.Page ?? 0, after?.Place ?? 0, most,
    ];

    private static SetAsideEntry Entry(NpgsqlDataReader row) => new(
        Id(row).ToString(), row.GetString(4), row.GetFieldValue<DateTimeOffset>(5), row.GetString(6), row.GetInt32(7));

    private static KeptRecord Record(NpgsqlDataReader row) => new(
        Id(row), row.GetString(4), row.GetString(6), row.GetFieldValue<DateTimeOffset>(5), row.GetInt32(7),
        Enum.Parse<WeekState>(row.GetString(8), ignoreCase: true));

    private static SetAsideId Id(NpgsqlDataReader row) =>
        new(Week.Of(row.GetFieldValue<DateOnly>(0)), row.GetInt32(1), row.GetInt64(2), row.GetInt32(3));

    private static class Sql
    {
        // A reason is never empty. The row comparison is the key's order, and so a place in its index.
        private const string Selected = """
            from tx.set_aside as s
            join tx.weeks as w on w.source = s.source and w.week = s.week and w.run = s.run
            where s.source = $1 and s.week between $2 and $3 and ($4 = '' or s.reason = $4)
            """;

        private const string Next = """
                and (s.week, s.run, s.page, s.place) > ($5, $6, $7, $8)
            order by s.week, s.run, s.page, s.place
            limit $9
            """;

        private const string Whole = "s.week, s.run, s.page, s.place, s.reason, s.seen_at, s.raw, w.run, w.state";

        public const string List = $"""
            select s.week, s.run, s.page, s.place, s.reason, s.seen_at, left(s.raw, 200), octet_length(s.raw)
            {Selected}
            {Next}
            """;

        public const string Read = $"""
            select {Whole}
            {Selected}
            {Next}
            """;

        public const string Count = $"""
            select s.reason, count(*)
            {Selected}
            group by s.reason
            order by count(*) desc, s.reason
            """;

        public const string Find = $"""
            select {Whole}
            from unnest($2::date[], $3::int[], $4::bigint[], $5::int[]) as asked(week, run, page, place)
            join tx.set_aside as s using (week, run, page, place)
            join tx.weeks as w on w.source = s.source and w.week = s.week
            where s.source = $1
            order by s.week, s.run, s.page, s.place
            """;
    }
}
