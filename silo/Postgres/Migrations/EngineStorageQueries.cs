namespace Orleans.Tx.Silo.Postgres.Migrations;

/// <summary>
/// Grain storage. A write or clear answers with the version it made; with no row where the stored version is not the one that the
/// grain last saw, which the provider turns into an <c>InconsistentStateException</c>.
/// </summary>
internal static class EngineStorageQueries
{
    private const string OfGrain = """
        id_hash = @GrainIdHash and type_hash = @GrainTypeHash and id_n0 = @GrainIdN0 and id_n1 = @GrainIdN1
            and type = @GrainTypeString and extension is not distinct from @GrainIdExtensionString and service = @ServiceId
        """;

    public static IEnumerable<(string Key, string Text)> All =>
    [
        ("ReadFromStorageKey", Read), ("WriteToStorageKey", Write), ("ClearStorageKey", Clear), ("DeleteStorageKey", Delete),
    ];

    private const string Read = $"""
        select payload as payloadbinary, version
        from tx.orleans_states
        where {OfGrain}
        """;

    private const string Write = $"""
        with changed as (
            update tx.orleans_states
            set payload = @PayloadBinary, version = version + 1, modified_at = clock_timestamp()
            where {OfGrain}
                and version = @GrainStateVersion
            returning version
        ), added as (
            insert into tx.orleans_states (id_hash, type_hash, id_n0, id_n1, type, extension, service, version, payload)
            select @GrainIdHash, @GrainTypeHash, @GrainIdN0, @GrainIdN1, @GrainTypeString, @GrainIdExtensionString, @ServiceId, 1, @PayloadBinary
            where @GrainStateVersion::int is null
            on conflict do nothing
            returning version
        )
        select version as newgrainstateversion from changed
        union all
        select version from added
        """;

    private const string Clear = $"""
        update tx.orleans_states
        set payload = null, version = version + 1, modified_at = clock_timestamp()
        where {OfGrain}
            and version = @GrainStateVersion
        returning version as newgrainstateversion
        """;

    private const string Delete = $"""
        delete from tx.orleans_states
        where {OfGrain}
            and version = @GrainStateVersion
        returning version + 1 as newgrainstateversion
        """;
}
