using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>Grain storage in PostgreSQL: a row for each state, its version the ETag.</summary>
internal sealed class AdoNetGrainStorage(DbDataSource database) : IGrainStorage, ISiloParticipant
{
    private const string ReadSql =
        """
        select version, payload
        from embedded.grain_state
        where grain_id = @grain_id and state_name = @state_name
        """;

    private const string InsertSql =
        """
        insert into embedded.grain_state (grain_id, state_name, version, payload, modified_at)
        values (@grain_id, @state_name, 1, cast(@payload as jsonb), now())
        on conflict do nothing
        returning version
        """;

    private const string UpdateSql =
        """
        update embedded.grain_state
        set version = version + 1, payload = cast(@payload as jsonb), modified_at = now()
        where grain_id = @grain_id and state_name = @state_name and version = @version
        returning version
        """;

    public int Stage => SiloStage.Storage;

    internal static void Register(IServiceCollection services, string name)
    {
        services.AddKeyedSingleton<AdoNetGrainStorage>(name, (provider, _) => Create(provider, name));
        services.AddKeyedSingleton<IGrainStorage>(name, (provider, _) => provider.GetRequiredKeyedService<AdoNetGrainStorage>(name));
        services.AddSingleton<ISiloParticipant>(provider => provider.GetRequiredKeyedService<AdoNetGrainStorage>(name));
    }

    public Task StartAsync(CancellationToken cancellationToken) => DatabaseSchema.CreateAsync(database, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ReadStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var (version, json) = await FindAsync(stateName, grainId, cancellationToken);
        grainState.ETag = version;
        grainState.RecordExists = json is not null;
        grainState.State = json is null ? StateSerializer.New<T>() : StateSerializer.Deserialize<T>(json);
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task WriteStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var json = StateSerializer.Serialize(grainState.State);
        grainState.ETag = await ReplaceAsync(stateName, grainId, grainState.ETag, json, cancellationToken);
        grainState.RecordExists = true;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ClearStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        grainState.ETag = await ReplaceAsync(stateName, grainId, grainState.ETag, null, cancellationToken);
        grainState.RecordExists = false;
        grainState.State = StateSerializer.New<T>();
    }

    private static AdoNetGrainStorage Create(IServiceProvider provider, string name)
    {
        var options = provider.GetRequiredService<IOptionsMonitor<AdoNetGrainStorageOptions>>().Get(name);
        return new(DatabaseSchema.Require(options.DataSource, options.Invariant, $"the grain storage '{name}'"));
    }

    private async Task<(string? Version, string? Json)> FindAsync(
        string stateName, GrainId grainId, CancellationToken cancellationToken)
    {
        await using var command = database.Prepare(ReadSql, ("grain_id", grainId.ToString()), ("state_name", stateName));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            return (null, null);
        var json = await reader.IsDBNullAsync(1, cancellationToken) ? null : reader.GetString(1);
        return (reader.GetInt32(0).ToString(CultureInfo.InvariantCulture), json);
    }

    private async Task<string> ReplaceAsync(
        string stateName, GrainId grainId, string? etag, string? json, CancellationToken cancellationToken)
    {
        await using var command = etag is null
            ? database.Prepare(InsertSql, ("grain_id", grainId.ToString()), ("state_name", stateName), ("payload", json))
            : database.Prepare(
                UpdateSql,
                ("grain_id", grainId.ToString()),
                ("state_name", stateName),
                ("payload", json),
                ("version", int.Parse(etag, CultureInfo.InvariantCulture)));
        if (await command.ExecuteScalarAsync(cancellationToken) is int version)
            return version.ToString(CultureInfo.InvariantCulture);
        var (stored, _) = await FindAsync(stateName, grainId, cancellationToken);
        throw new InconsistentStateException(
            $"State '{stateName}' of grain {grainId} was changed by somebody else since it was read.", stored, etag);
    }
}
