namespace Orleans.Tx.Simulator.Admin;

/// <summary>The capacity from now on: a trace, and the requests it is scaled to (those of the options when left out).</summary>
internal sealed record CapacitySwitch
{
    public CapacityTrace Trace { get; init; }

    public int? Requests { get; init; }
}
