using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>Grain storage in memory. States are kept as JSON, so that what is read is never an object that was written.</summary>
internal sealed class MemoryGrainStorage : IGrainStorage
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(GrainId Grain, string State), (long Version, string? Json)> _rows = [];

    internal static void Register(IServiceCollection services, string name) =>
        services.AddKeyedSingleton<IGrainStorage>(name, new MemoryGrainStorage());

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        (long Version, string? Json) row;
        bool exists;
        lock (_gate)
            exists = _rows.TryGetValue((grainId, stateName), out row);
        grainState.ETag = exists ? ETagOf(row.Version) : null;
        grainState.RecordExists = row.Json is not null;
        grainState.State = row.Json is null ? StateSerializer.New<T>() : StateSerializer.Deserialize<T>(row.Json);
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        grainState.ETag = Replace(stateName, grainId, grainState.ETag, StateSerializer.Serialize(grainState.State));
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        grainState.ETag = Replace(stateName, grainId, grainState.ETag, null);
        grainState.RecordExists = false;
        grainState.State = StateSerializer.New<T>();
        return Task.CompletedTask;
    }

    private static string ETagOf(long version) => version.ToString(CultureInfo.InvariantCulture);

    private string Replace(string stateName, GrainId grainId, string? etag, string? json)
    {
        lock (_gate)
        {
            var stored = _rows.TryGetValue((grainId, stateName), out var row) ? ETagOf(row.Version) : null;
            if (stored != etag)
                throw new InconsistentStateException(
                    $"State '{stateName}' of grain {grainId} was changed by somebody else since it was read.", stored, etag);
            _rows[(grainId, stateName)] = (row.Version + 1, json);
            return ETagOf(row.Version + 1);
        }
    }
}
