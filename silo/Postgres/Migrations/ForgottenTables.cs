namespace Orleans.Tx.Silo.Postgres.Migrations;

/// <summary>Customers whose records do not come in again.</summary>
internal static class ForgottenTables
{
    public const string Sql = """
        create table tx.forgotten_salt (
            one boolean primary key default true check (one),
            salt bytea not null
        );
        insert into tx.forgotten_salt (salt) values (uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
        revoke all on tx.forgotten_salt from public;

        create table tx.forgotten (
            source text collate "C" not null,
            customer bytea not null,
            forgotten_at timestamptz not null default clock_timestamp(),
            primary key (source, customer)
        );
        comment on column tx.forgotten.customer is 'SHA-256 of the salt and the customer''s id';

        """;
}
