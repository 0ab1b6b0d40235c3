namespace Orleans.Tx.Client.Bench.Limiter;

/// <summary>How long a simulation lasts, and what decides everything that is left to chance in it.</summary>
internal readonly record struct SimulationDay(int Seed, double Seconds)
{
    // Far apart, because a day takes several streams of chance from its seed.
    private const int BetweenSeeds = 100;

    public Random Chance(int stream) => new((Seed * BetweenSeeds) + stream);
}
