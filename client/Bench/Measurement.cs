namespace Orleans.Tx.Client.Bench;

/// <summary>What one run of a program took.</summary>
/// <param name="PeakBytes">The most memory it held at a time (resident).</param>
internal readonly record struct Measurement(TimeSpan Elapsed, long PeakBytes, string Output);
