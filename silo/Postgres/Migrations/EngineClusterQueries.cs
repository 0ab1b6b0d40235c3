namespace Orleans.Tx.Silo.Postgres.Migrations;

/// <summary>
/// The members of a cluster. Who adds or changes one proves that he saw the table's latest version, and raises it; the row of the
/// version is locked first, so that of two who saw the same one only one succeeds.
/// </summary>
internal static class EngineClusterQueries
{
    private const string OfMember = "deployment = @DeploymentId and address = @Address and port = @Port and generation = @Generation";

    private const string OfCluster = "where c.deployment = @DeploymentId";

    private const string Raise = """
        update tx.orleans_clusters
            set version = version + 1, changed_at = clock_timestamp()
            where deployment = @DeploymentId and version = @Version
        """;

    private const string Select = """
        select m.address, m.port, m.generation, coalesce(m.silo_name, '') as siloname, m.host_name as hostname, m.status,
            m.proxy_port as proxyport, m.suspect_times as suspecttimes, m.started_at as starttime, m.alive_at as iamalivetime, c.version
        from tx.orleans_clusters c
        left join tx.orleans_members m on m.deployment = c.deployment
        """;

    public static IEnumerable<(string Key, string Text)> All =>
    [
        ("InsertMembershipVersionKey", InsertVersion),
        ("InsertMembershipKey", Insert),
        ("UpdateMembershipKey", Update),
        ("UpdateIAmAlivetimeKey", $"update tx.orleans_members set alive_at = @IAmAliveTime where {OfMember}"),
        ("MembershipReadRowKey", $"{Select} and m.address = @Address and m.port = @Port and m.generation = @Generation {OfCluster}"),
        ("MembershipReadAllKey", $"{Select} {OfCluster}"),
        ("GatewaysQueryKey", Gateways),
        ("DeleteMembershipTableEntriesKey", DeleteAll),
        ("CleanupDefunctSiloEntriesKey", Cleanup),
        ("CleanupDefunctSiloEntryKey", Cleanup),
    ];

    private const string InsertVersion = """
        with added as (
            insert into tx.orleans_clusters (deployment, version)
            values (@DeploymentId, 0)
            on conflict do nothing
            returning 1
        )
        select count(*)::int as added from added
        """;

    private const string Insert = $"""
        with raised as (
            {Raise}
                and not exists (select from tx.orleans_members where {OfMember})
            returning deployment
        ), added as (
            insert into tx.orleans_members
                (deployment, address, port, generation, silo_name, host_name, status, proxy_port, started_at, alive_at)
            select deployment, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
            from raised
            returning 1
        )
        select count(*)::int as added from added
        """;

    private const string Update = $"""
        with raised as (
            {Raise}
                and exists (select from tx.orleans_members where {OfMember})
            returning 1
        ), changed as (
            update tx.orleans_members
            set status = @Status, suspect_times = @SuspectTimes, alive_at = @IAmAliveTime
            from raised
            where {OfMember}
            returning 1
        )
        select count(*)::int as changed from changed
        """;

    private const string Gateways = """
        select address, proxy_port as proxyport, generation
        from tx.orleans_members
        where deployment = @DeploymentId and status = @Status and proxy_port > 0
        """;

    private const string DeleteAll = """
        with members as (delete from tx.orleans_members where deployment = @DeploymentId)
        delete from tx.orleans_clusters where deployment = @DeploymentId
        """;

    private const string Cleanup = """
        delete from tx.orleans_members
        where deployment = @DeploymentId and alive_at < @IAmAliveTime and status <> 3
        """;
}
