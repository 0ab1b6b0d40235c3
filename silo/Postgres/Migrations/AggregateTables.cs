namespace Orleans.Tx.Silo.Postgres.Migrations;

/// <summary>What the projection makes of the log.</summary>
internal static class AggregateTables
{
    // Ledgers and cells are updated over and over: room in their pages keeps the new version beside the old one.
    public const string Sql = """
        create table tx.projections (
            source text collate "C" primary key,
            epoch int not null default 1,
            position bigint not null default 0,
            zone text
        );

        create table tx.ledgers (
            source text collate "C" not null,
            customer text collate "C" not null,
            epoch int not null,
            version bigint not null,
            first_order timestamptz,
            months date[] not null,
            currencies text[] not null,
            revenues numeric[] not null,
            orders bigint[] not null,
            primary key (source, customer),
            check (cardinality(months) = cardinality(currencies)
                and cardinality(months) = cardinality(revenues)
                and cardinality(months) = cardinality(orders))
        ) with (fillfactor = 80);

        create table tx.cells (
            source text collate "C" not null,
            currency text collate "C" not null,
            month date not null,
            cohort date not null,
            revenue numeric not null,
            orders bigint not null,
            customers bigint not null,
            primary key (source, currency, month, cohort),
            constraint cells_hold_whole_orders check (
                (orders > 0 and customers > 0) or (orders = 0 and customers = 0 and revenue = 0))
        ) with (fillfactor = 50);
        comment on column tx.cells.currency is 'empty where none is named';

        create table tx.cohorts (
            source text collate "C" not null,
            cohort date not null,
            currency text collate "C" not null,
            customers bigint not null constraint cohorts_hold_whole_customers check (customers >= 0),
            primary key (source, cohort, currency)
        ) with (fillfactor = 50);
        comment on column tx.cohorts.currency is 'empty where none is named, * for the customers over all currencies';

        """;
}
