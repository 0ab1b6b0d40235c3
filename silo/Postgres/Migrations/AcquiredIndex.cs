namespace Orleans.Tx.Silo.Postgres.Migrations;

/// <summary>What the customers of a time are found by who were acquired in it.</summary>
internal static class AcquiredIndex
{
    // Without it, the groups of a month would look at all ledgers for the few that began in it. It holds all that is asked for.
    public const string Sql = """
        create index ledgers_first_order on tx.ledgers (source, first_order) include (customer);

        """;
}
