namespace Orleans.Tx.Silo.Postgres.Migrations;

/// <summary>When the store was brought back from a backup.</summary>
internal static class RestorationTable
{
    public const string Sql = """
        create table tx.restorations (
            restored_at timestamptz primary key default clock_timestamp(),
            backup_made_at timestamptz not null,
            made_by text not null
        );
        comment on table tx.restorations is 'what was sent to a source between backup and restoration is not known here';

        """;
}
