using Npgsql;
using NpgsqlTypes;
using Orleans.Tx.Grains.Queries;
using Orleans.Tx.Grains.Revenue;
using Orleans.Tx.Silo.Postgres.Revenue;

namespace Orleans.Tx.Silo.Postgres.Queries;

/// <summary>Which orders a question is about, as the store finds them, at one instant.</summary>
/// <param name="Weeks">
/// The Mondays of the weeks that may hold orders of the range, in order: whichever zone a source cuts its weeks in. They may lack partitions.
/// </param>
internal sealed record StoredRange(OrderScope Scope, StoredPosition At, IReadOnlyList<DateOnly> Weeks)
{
    /// <summary>
    /// Settings for the whole snapshot, as columns of its first query. <c>$2</c> is how what is prepared from then on is planned: for its very values, so that
    /// it touches only the partitions that these mean, or once for any.
    /// </summary>
    public const string Settings = "set_config('plan_cache_mode', $2, true), set_config('statement_timeout', '300s', true)";

    // No zone is further from UTC, so an instant's week by any zone is that of one of both ends of such a span around it.
    private static readonly TimeSpan Widest = TimeSpan.FromHours(15);

    public bool IsCaughtUp => At.Position == At.LastBatch;

    public DateOnly FirstWeek => Weeks is [var first, ..] ? first : default;

    public DateOnly LastWeek => Weeks is [.., var last] ? last : default;

    /// <summary>The first day that an order of the range can lie in, by any zone.</summary>
    public DateOnly FirstDay => Day(Math.Max(FirstWeek.DayNumber - 2, Scope.From is { } from ? DayNumber(from) - 1 : 0));

    /// <summary>The last one.</summary>
    public DateOnly LastDay => Day(Math.Min(LastWeek.DayNumber + 9, Scope.To is { } to ? DayNumber(to) + 1 : int.MaxValue));

    /// <summary>The first Monday that an order of the range can lie behind, by any zone, whether there is such a week or not.</summary>
    public DateOnly FirstMonday => Monday(Scope.From, -1);

    /// <summary>The last one.</summary>
    public DateOnly LastMonday => Monday(Scope.To, 1);

    public static async Task<StoredRange> Read(StoreSession session, OrderScope scope)
    {
        var at = await session.One(Sql.Position, PositionRow.Read, scope.Source, "force_custom_plan");
        var range = new StoredRange(scope, at, []);
        var weeks = await session.All(Sql.Weeks, row => row.GetFieldValue<DateOnly>(0), Parameter(range.FirstMonday), Parameter(range.LastMonday));
        return range with { Weeks = weeks };
    }

    /// <summary>The columns that tell of orders, with a condition for each limit that the question has.</summary>
    /// <param name="orders">The name of the table or of its alias.</param>
    public string Conditions(Statement statement, string orders, DateOnly firstWeek, DateOnly lastWeek)
    {
        var conditions = new List<string>
        {
            $"{orders}.source = {statement.Add(Scope.Source)}",
            firstWeek == lastWeek
                ? $"{orders}.week = {statement.Add(firstWeek)}"
                : $"{orders}.week between {statement.Add(firstWeek)} and {statement.Add(lastWeek)}",
        };
        if (Scope.From is { } from)
            conditions.Add($"{orders}.occurred_at >= {statement.Add(from.UtcDateTime)}");
        if (Scope.To is { } to)
            conditions.Add($"{orders}.occurred_at < {statement.Add(to.UtcDateTime)}");
        if (CustomerCondition(statement, $"{orders}.customer") is { } customers)
            conditions.Add(customers);
        if (Scope.Currency is { } currency)
            conditions.Add($"{orders}.currency = {statement.Add(currency.ToString())}");
        return string.Join(" and ", conditions);
    }

    /// <summary>Null where all customers are meant.</summary>
    public string? CustomerCondition(Statement statement, string column) => Scope.Customers switch
    {
        null => null,
        [var one] => $"{column} = {statement.Add(one)}",
        var several => $"{column} = any({statement.Add(several.ToArray())})",
    };

    private static int DayNumber(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime).DayNumber;

    // Room for the spans that begin before it and end behind it.
    private static DateOnly Day(int number) => DateOnly.FromDayNumber(Math.Clamp(number, 400, DateOnly.MaxValue.DayNumber - 400));

    // The Monday of the week that holds the instant less or more the widest offset.
    private static DateOnly Monday(DateTimeOffset? at, int sign)
    {
        var ticks = at is { } instant
            ? Math.Clamp(instant.UtcTicks + sign * Widest.Ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks)
            : sign < 0 ? DateTime.MinValue.Ticks : DateTime.MaxValue.Ticks;
        var day = DateOnly.FromDateTime(new DateTime(ticks));
        var monday = Math.Max(day.DayNumber - ((int)day.DayOfWeek + 6) % 7, 0);
        return DateOnly.FromDayNumber(monday);
    }

    private static NpgsqlParameter Parameter(DateOnly monday) => new() { Value = monday, NpgsqlDbType = NpgsqlDbType.Date };

    private static class Sql
    {
        public const string Position = $"select {PositionRow.Columns}, {Settings} from {PositionRow.Table}";

        // Partitions are named after their weeks. Other names are not read at all, in whichever order the planner takes the conditions.
        public const string Weeks = """
            select monday
            from (
                select case when c.relname ~ '^transactions_\d{4}w\d{2}$' then to_date(substr(c.relname, 14), 'IYYY"w"IW') end as monday
                from pg_inherits i
                join pg_class c on c.oid = i.inhrelid
                where i.inhparent = 'tx.transactions'::regclass
            ) as weeks
            where monday between $1::date and $2::date
            order by monday
            """;
    }
}
