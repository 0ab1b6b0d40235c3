namespace Orleans.Tx.Silo.Postgres.Migrations;

/// <summary>How many records of a week's pages do not count, by the configuration.</summary>
internal static class FilteredRecords
{
    public const string Sql = """
        alter table tx.weeks add column filtered bigint not null default 0;

        """;
}
