namespace Orleans.Tx.Client.Bench.Limiter;

/// <summary>What came of a policy on a trace, over all seeds.</summary>
/// <param name="Case">The trace.</param>
/// <param name="Subject">The policy.</param>
/// <param name="Value">The median share of what the oracle got, in percent; the same as <paramref name="Share"/>.</param>
/// <param name="Share">The median share.</param>
/// <param name="ShareWorst">The smallest.</param>
/// <param name="Rejected">The median share of requests that were refused, in percent.</param>
/// <param name="RejectedWorst">The greatest.</param>
/// <param name="RejectedCounted">Whether the server counts what it refuses.</param>
internal sealed record LimiterRow(
    string Bench, string Case, string Subject, double Value, string Unit, string Versus, double Ratio,
    double Share, double ShareWorst, double Rejected, double RejectedWorst, bool RejectedCounted);
