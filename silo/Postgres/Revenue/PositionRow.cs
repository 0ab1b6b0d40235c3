using Npgsql;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Silo.Postgres.Revenue;

/// <summary>How far a source's aggregates are, as a row that there always is: <c>select Columns from Table</c>, the source being <c>$1</c>.</summary>
internal static class PositionRow
{
    public const string Columns = "coalesce(p.epoch, 1), coalesce(p.position, 0), coalesce(s.last_batch, 0), p.zone";

    public const string Table = """
        (values ($1::text)) as asked(source)
            left join tx.projections p on p.source = asked.source
            left join tx.sources s on s.name = asked.source
        """;

    /// <summary>Reads the columns, which come first.</summary>
    public static StoredPosition Read(NpgsqlDataReader row) =>
        new(row.GetInt32(0), row.GetInt64(1), row.GetInt64(2), row.IsDBNull(3) ? null : row.GetString(3));
}
