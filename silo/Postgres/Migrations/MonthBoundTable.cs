namespace Orleans.Tx.Silo.Postgres.Migrations;

/// <summary>Where the months begin that aggregates are cut by, and the way to a customer's entries that left the transactions.</summary>
internal static class MonthBoundTable
{
    public const string Sql = """
        create table tx.month_bounds (
            source text collate "C" not null,
            month date not null,
            starts_at timestamptz not null,
            primary key (source, month)
        );
        comment on table tx.month_bounds is 'as the rules of the zone were when the month was first counted in';

        create index log_entries_customer on tx.log_entries (customer, source);

        """;
}
