namespace Orleans.Tx.Client.Bench.Limiter;

/// <summary>A limit that changes over a day, hidden from the client: how many requests are allowed in a window, from which second on.</summary>
internal sealed class LimitTrace
{
    public const double Day = 86_400;
    public const int Most = 1000;

    private readonly List<(double From, int Limit)> _steps = [];

    private LimitTrace(IEnumerable<(double From, int Limit)> steps) => _steps.AddRange(steps);

    public IReadOnlyList<(double From, int Limit)> Steps => _steps;

    public static LimitTrace Constant() => new([(0, Most)]);

    public static LimitTrace Steps5To40Minutes(Random chance, double seconds) => Drawn(chance, seconds, [1000, 1000, 800, 600, 400, 250, 100], 300, 2400);

    public static LimitTrace Flapping(Random chance, double seconds) => Drawn(chance, seconds, [1000, 300], 60, 600);

    public static LimitTrace DailyWave(double seconds) =>
        Sampled(seconds, 300, second => (int)Math.Round(1000 - (650 * Math.Max(0, Math.Sin(2 * Math.PI * second / Day)))));

    /// <summary>Down to a tenth and up again, every minute a little.</summary>
    public static LimitTrace Ramp(double seconds) =>
        Sampled(seconds, 60, second => (int)Math.Round(1000 - (900 * Math.Abs((second / (Day / 4) % 2) - 1))));

    /// <summary>Ten minutes of nothing at all, every one to four hours.</summary>
    public static LimitTrace Outages(Random chance, double seconds)
    {
        var steps = new List<(double, int)> { (0, Most) };
        for (var second = Pause(); second < seconds; second += 600 + Pause())
            steps.AddRange([(second, 0), (second + 600, Most)]);
        return new LimitTrace(steps);

        double Pause() => 3600 + (chance.NextDouble() * 10_800);
    }

    private static LimitTrace Drawn(Random chance, double seconds, int[] levels, double shortest, double longest)
    {
        var steps = new List<(double, int)>();
        for (var second = 0.0; second < seconds; second += shortest + (chance.NextDouble() * (longest - shortest)))
            steps.Add((second, levels[chance.Next(levels.Length)]));
        return new LimitTrace(steps);
    }

    private static LimitTrace Sampled(double seconds, int every, Func<double, int> limit) =>
        new(Enumerable.Range(0, (int)Math.Ceiling(seconds / every)).Select(step => ((double)step * every, limit(step * every))));
}
