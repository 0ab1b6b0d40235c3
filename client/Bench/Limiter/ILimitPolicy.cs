using Orleans.Tx.Domain.Limiting;

namespace Orleans.Tx.Client.Bench.Limiter;

/// <summary>A way to keep to a limit that is not known. Instants are seconds.</summary>
internal interface ILimitPolicy
{
    /// <param name="place">One of as many as may be in flight; taken until the request has completed.</param>
    /// <returns>Whether the request goes out now.</returns>
    bool TrySend(int place, double now);

    /// <summary>When to try again after nothing could be sent, unless a request completes before.</summary>
    double NextTry(double now);

    void Completed(int place, Outcome outcome, double now);
}
