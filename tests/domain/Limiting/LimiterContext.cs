using Orleans.Tx.Domain.Limiting;

namespace Orleans.Tx.Domain.Tests.Limiting;

/// <summary>What a model run is made of.</summary>
internal sealed record LimiterContext(WindowLimit Limit, int Seed, int Activations, bool StoreJumps)
{
    public LimiterRun Run(Func<DateTimeOffset, int> serverAllows) => new(Limit, serverAllows, Activations, StoreJumps);

    /// <summary>A limit that is another every five seconds.</summary>
    public int Changing(DateTimeOffset now) => new Random(HashCode.Combine(Seed, now.ToUnixTimeSeconds() / 5)).Next(0, Limit.Requests + 1);
}
