namespace Orleans.Tx.Silo.Postgres.Migrations;

/// <summary>The weeks that a customer's rows are looked for in.</summary>
internal static class LedgerWeeks
{
    // Of the ledgers there are they are not known, and of those that an older program carries on meanwhile: weeks_at tells. A rebuild makes them known.
    public const string Sql = """
        alter table tx.ledgers add column weeks date[], add column weeks_at bigint;
        comment on column tx.ledgers.weeks is 'the Mondays of the weeks that the customer has or had rows in, in no order, where weeks_at is the version';

        """;
}
