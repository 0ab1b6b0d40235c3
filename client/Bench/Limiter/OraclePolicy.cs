using Orleans.Tx.Domain.Limiting;

namespace Orleans.Tx.Client.Bench.Limiter;

/// <summary>Knows the server's limit and count at every moment, and sends whatever is allowed at once. Its requests arrive the moment they are sent.</summary>
internal sealed class OraclePolicy(SimulatedServer server) : ILimitPolicy
{
    public bool TrySend(int place, double now) => server.CountAt(now) < server.LimitAt(now);

    public double NextTry(double now) => server.NextChange(now);

    public void Completed(int place, Outcome outcome, double now)
    {
        // Nothing to learn.
    }
}
