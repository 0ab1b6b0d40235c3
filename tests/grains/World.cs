using System.Collections.Concurrent;
using System.Globalization;
using Orleans.Tx.Grains.Tests.Stores;

namespace Orleans.Tx.Grains.Tests;

/// <summary>What lies outside the grains and outlives their host: clock, sources, stores.</summary>
internal sealed class World
{
    private readonly ConcurrentDictionary<string, FakeSource> _sources = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<IGrainContext> _activations = [];

    public World() => States = new KeptStates(this);

    public ManualClock Clock { get; } = new();

    /// <summary>How far the store's clock is from the silo's: who mixes them up is found out.</summary>
    public TimeSpan StoreIsAhead { get; set; } = TimeSpan.FromDays(1000);

    /// <summary>When the store was brought back from a backup, by its own clock.</summary>
    public DateTimeOffset? StoreRestoredAt { get; set; }

    public KeptStates States { get; }

    /// <summary>What goes wrong with states that are no source's.</summary>
    public Faults Faults { get; } = new();

    public IReadOnlyList<FakeSource> Sources => [.. _sources.Values.OrderBy(source => source.Name, StringComparer.Ordinal)];

    public FakeSource NewSource()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"source-{_sources.Count + 1:D4}");
        var source = new FakeSource(name, this);
        return _sources.TryAdd(name, source) ? source : throw new InvalidOperationException("sources are made one after the other");
    }

    /// <summary>A grain that uses the store came to life.</summary>
    public void Activated(IGrainContext grain) => _activations.Enqueue(grain);

    /// <summary>Ends those of a source's grains that use the store.</summary>
    /// <param name="reason">A failure of its own gives a grain no chance to store anything: so ends a process that is killed.</param>
    public async Task Deactivate(FakeSource source, string? keyEnds, DeactivationReasonCode reason)
    {
        for (var left = _activations.Count; left > 0 && _activations.TryDequeue(out var grain); left--)
        {
            var key = grain.GrainId.Key.ToString()!;
            if (!key.StartsWith(source.Name, StringComparison.Ordinal) || !key.EndsWith(keyEnds ?? "", StringComparison.Ordinal))
            {
                _activations.Enqueue(grain);
                continue;
            }

            grain.Deactivate(new DeactivationReason(reason, "the test says so"));
            await TestSilo.Soon(grain.Deactivated);
        }
    }

    public FakeSource? Find(string name) => _sources.GetValueOrDefault(name);

    public FakeSource Get(string name) => Find(name) ?? throw new InvalidOperationException($"no test has a source '{name}'");
}
