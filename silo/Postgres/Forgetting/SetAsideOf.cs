using Npgsql;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Ingestion;

namespace Orleans.Tx.Silo.Postgres.Forgetting;

/// <summary>Looks for the records of a customer among those that were set aside, of whatever run.</summary>
internal static class SetAsideOf
{
    // Each may be 64 KB long.
    private const int MostAtOnce = 200;

    /// <param name="customersOf">Whom a record of this text is of, or may be.</param>
    public static async Task<IReadOnlyList<SetAsideId>> Find(
        StoreSession session, string source, Week week, string customer, Func<string, IReadOnlyCollection<string>> customersOf)
    {
        var found = new List<SetAsideId>();
        SetAsideId? last = null;
        while (await session.Patient.All(
            Sql.Next, Read, source, customer, week.Monday, last?.Run ?? 0, last?.Page ?? 0, last?.Place ?? 0, MostAtOnce) is { Count: > 0 } records)
        {
            found.AddRange(records.Where(record => customersOf(record.Raw).Contains(customer)).Select(record => record.Id));
            last = records[^1].Id;
        }

        return found;
    }

    private static (SetAsideId Id, string Raw) Read(NpgsqlDataReader row) => (
        new SetAsideId(Week.Of(row.GetFieldValue<DateOnly>(0)), row.GetInt32(1), row.GetInt64(2), row.GetInt32(3)), row.GetString(4));

    private static class Sql
    {
        // Letters of a name may be written as escapes: whoever has any is looked at.
        public const string Next = """
            select week, run, page, place, raw
            from tx.set_aside
            where source = $1 and week = $3 and (run, page, place) > ($4, $5, $6) and (strpos(raw, $2) > 0 or strpos(raw, '\') > 0)
            order by run, page, place
            limit $7
            """;
    }
}
