namespace Orleans.Tx.Client.Telemetry;

/// <summary>What is exported.</summary>
internal enum Signal
{
    Traces,
    Metrics,
    Logs,
}
