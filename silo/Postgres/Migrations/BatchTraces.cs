namespace Orleans.Tx.Silo.Postgres.Migrations;

/// <summary>The span that a batch was stored under, where it was traced: docs/decisions/0023-a-trace-goes-with-its-batches.md.</summary>
internal static class BatchTraces
{
    public const string Sql = """
        alter table tx.batches add column trace text;

        """;
}
