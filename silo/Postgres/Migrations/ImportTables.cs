namespace Orleans.Tx.Silo.Postgres.Migrations;

/// <summary>Order files in the store.</summary>
internal static class ImportTables
{
    public const string Sql = """
        create table tx.imports (
            source text collate "C" not null,
            number int not null,
            sha256 text collate "C" not null,
            name text not null,
            options text not null,
            keyed boolean not null,
            state text not null check (state in ('replacing', 'storing', 'done', 'cancelled')),
            lines bigint not null,
            rows bigint not null,
            bad jsonb not null,
            first_order timestamptz,
            last_order timestamptz,
            line bigint not null default 0,
            stored bigint not null default 0,
            restated bigint not null default 0,
            already_there bigint not null default 0,
            repeated bigint not null default 0,
            passed_over bigint not null default 0,
            taken_out bigint not null default 0,
            gone bigint not null default 0,
            beside int[] not null,
            whole int[] not null,
            taken_out_to bigint,
            replaced_by int,
            created_at timestamptz not null default clock_timestamp(),
            updated_at timestamptz not null default clock_timestamp(),
            primary key (source, number)
        );
        create unique index imports_content on tx.imports (source, sha256) where replaced_by is null;
        comment on table tx.imports is 'order files; the batches of one have its number as their run';
        comment on column tx.imports.line is 'the line of the file up to which it is stored';
        comment on column tx.imports.taken_out_to is 'the batch up to which the rows that it replaces have left; null where there are none';

        -- An id names a row across files, whatever week it lies in; the key of transactions has the week in it.
        create table tx.import_ids (
            source text collate "C" not null,
            id text collate "C" not null,
            week date not null,
            primary key (source, id)
        );

        """;
}
