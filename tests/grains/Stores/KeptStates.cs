using System.Globalization;
using System.Text.Json;
using Orleans.Storage;

namespace Orleans.Tx.Grains.Tests.Stores;

/// <summary>Grain storage that outlives the silo. Keys of grains are the names of sources.</summary>
internal sealed class KeptStates(World world) : IGrainStorage
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string State, GrainId Grain), (int Version, string Json)> _rows = [];

    /// <summary>How often states of a source were written.</summary>
    public int Writes(FakeSource source)
    {
        lock (_gate)
            return _rows.Where(row => row.Key.Grain.Key.ToString() == source.Name).Sum(row => row.Value.Version);
    }

    /// <summary>Someone else writes the same again.</summary>
    public void Touch(FakeSource source)
    {
        lock (_gate)
        {
            foreach (var (key, row) in _rows.Where(row => row.Key.Grain.Key.ToString() == source.Name).ToList())
                _rows[key] = row with { Version = row.Version + 1 };
        }
    }

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var faults = FaultsOf(grainId);
        await faults.Begin(StoreStep.ReadState);
        lock (_gate)
        {
            var exists = _rows.TryGetValue((stateName, grainId), out var row);
            grainState.State = exists ? JsonSerializer.Deserialize<T>(row.Json)! : Activator.CreateInstance<T>();
            grainState.ETag = exists ? row.Version.ToString(CultureInfo.InvariantCulture) : null;
            grainState.RecordExists = exists;
        }

        await faults.Answer(StoreStep.ReadState);
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var faults = FaultsOf(grainId);
        var json = JsonSerializer.Serialize(grainState.State);
        await faults.Begin(StoreStep.WriteState);
        string etag;
        lock (_gate)
        {
            var stored = _rows.TryGetValue((stateName, grainId), out var row) ? row.Version.ToString(CultureInfo.InvariantCulture) : null;
            if (stored != grainState.ETag)
                throw new InconsistentStateException("someone else wrote it", stored, grainState.ETag);
            _rows[(stateName, grainId)] = (row.Version + 1, json);
            etag = (row.Version + 1).ToString(CultureInfo.InvariantCulture);
        }

        await faults.Answer(StoreStep.WriteState);
        (grainState.ETag, grainState.RecordExists) = (etag, true);
    }

    private Faults FaultsOf(GrainId grain) => world.Find(grain.Key.ToString()!)?.Faults ?? world.Faults;

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        throw new NotSupportedException("no grain clears its state");
}
