namespace Orleans.Tx.Gateway.Dashboard;

/// <summary>
/// An endpoint of the channels that pages keep open, for hours perhaps: it is no request that a stop would wait for, and takes nothing of
/// what its key may ask at the same time.
/// </summary>
internal sealed class CircuitMetadata;
