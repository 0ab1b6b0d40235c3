using Orleans.Tx.Domain.Limiting;

namespace Orleans.Tx.Domain.Tests.Limiting;

/// <summary>One of the limiters that share a stored state: what it read, what it may still grant, and by which clocks it goes.</summary>
internal sealed class Activation(SlidingWindow window, int version, TimeSpan storeError, TimeSpan machineError)
{
    public SlidingWindow Window => window;

    /// <summary>Its writes succeed only while the stored state is still of this version.</summary>
    public int Version { get; set; } = version;

    public TimeSpan StoreError => storeError;

    public TimeSpan MachineError => machineError;

    public int Reserved { get; set; }

    public DateTimeOffset ReservedUntil { get; set; }

    /// <summary>The source asked to wait so long, and told this one so.</summary>
    public DateTimeOffset NotBefore { get; set; } = DateTimeOffset.MinValue;
}
