namespace Orleans.Tx.Silo.Postgres.Migrations;

/// <summary>What pages of transactions are found by.</summary>
internal static class QueryIndexes
{
    // A page out of a week of millions is read where it begins; without it, each page would sort the week. Not begun with the source, for
    // the reason that the customers' index is not. It costs a few percent of storing a row.
    public const string Sql = """
        create index transactions_time on tx.transactions (occurred_at, source);

        """;
}
