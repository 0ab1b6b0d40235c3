namespace Orleans.Tx.Client.Bench.Limiter;

/// <summary>A day of a policy.</summary>
/// <param name="Sent">Requests that reached the server.</param>
internal readonly record struct SimulationResult(long Sent, long Accepted)
{
    public double RejectedShare => Sent == 0 ? 0 : (double)(Sent - Accepted) / Sent;
}
