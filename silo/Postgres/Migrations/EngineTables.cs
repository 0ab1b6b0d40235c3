namespace Orleans.Tx.Silo.Postgres.Migrations;

/// <summary>
/// Where Orleans' own ADO.NET providers keep grain states, reminders and the members of a cluster. They ask for nothing but the
/// table of queries, which they name without a schema: it stands in <c>public</c>, everything that the queries touch in <c>tx</c>.
/// </summary>
internal static class EngineTables
{
    public const string Sql = """
        create table public.orleansquery (
            querykey varchar(64) primary key,
            querytext varchar(8000) not null
        );

        -- The key is whole, so that two first writes of one state can't both stand.
        create table tx.orleans_states (
            id_hash int not null,
            type_hash int not null,
            id_n0 bigint not null,
            id_n1 bigint not null,
            type text collate "C" not null,
            extension text collate "C",
            service text collate "C" not null,
            version int not null,
            payload bytea,
            modified_at timestamptz not null default clock_timestamp(),
            constraint orleans_states_key unique nulls not distinct (id_hash, type_hash, id_n0, id_n1, type, extension, service)
        );

        create table tx.orleans_reminders (
            service text collate "C" not null,
            grain text collate "C" not null,
            name text collate "C" not null,
            grain_hash int not null,
            start_at timestamptz not null,
            period_ms bigint not null,
            version int not null,
            primary key (service, grain, name)
        );
        create index orleans_reminders_hash on tx.orleans_reminders (service, grain_hash);

        create table tx.orleans_clusters (
            deployment text collate "C" primary key,
            version int not null,
            changed_at timestamptz not null default clock_timestamp()
        );

        create table tx.orleans_members (
            deployment text collate "C" not null references tx.orleans_clusters,
            address text collate "C" not null,
            port int not null,
            generation int not null,
            silo_name text not null,
            host_name text not null,
            status int not null,
            proxy_port int not null,
            suspect_times text,
            started_at timestamptz not null,
            alive_at timestamptz not null,
            primary key (deployment, address, port, generation)
        );

        """;
}
