using Orleans.Tx.Domain.Limiting;

namespace Orleans.Tx.Client.Bench.Limiter;

/// <summary>Sends whatever it can, and waits a whole window after a refusal, as a queue that delays its messages does.</summary>
internal sealed class WaitWindowPolicy : ILimitPolicy
{
    private double _closedUntil;

    public bool TrySend(int place, double now) => now >= _closedUntil;

    public double NextTry(double now) => Math.Max(_closedUntil, now);

    public void Completed(int place, Outcome outcome, double now)
    {
        if (outcome == Outcome.Rejected && now >= _closedUntil)
            _closedUntil = now + SimulatedServer.Window;
    }
}
