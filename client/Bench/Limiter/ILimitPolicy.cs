using Orleans.Tx.Domain.Limiting;

namespace Orleans.Tx.Client.Bench.Limiter;

/// <summary>A way to keep to a limit that is not known. Instants are seconds.</summary>
internal interface ILimitPolicy
{
    /// <returns>Whether the request goes out now.</returns>
    bool TrySend(long request, double now);

    /// <summary>When to try again after nothing could be sent, unless a request completes before.</summary>
    double NextTry(double now);

    void Completed(long request, Outcome outcome, double now);
}
