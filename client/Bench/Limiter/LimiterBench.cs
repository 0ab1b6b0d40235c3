namespace Orleans.Tx.Client.Bench.Limiter;

/// <summary>Runs every policy on every trace, for as many seeds as are wanted: the same seeds give the same figures.</summary>
internal static class LimiterBench
{
    public static IReadOnlyList<LimiterRow> Run(IReadOnlyList<SimulationCase> cases, int seeds, CancellationToken cancellation)
    {
        var runs =
            from its in cases
            from policy in LimitPolicies.Names
            from counted in (bool[])[false, true]
            where policy != LimitPolicies.Oracle || !counted
            from seed in Enumerable.Range(0, seeds)
            select (its, policy, counted, seed);
        var results = runs.AsParallel().AsOrdered().WithCancellation(cancellation)
            .Select(run => (run.its, run.policy, run.counted, run.seed, Result: Simulate(run.its, run.policy, run.counted, run.seed))).ToList();
        var oracle = results.Where(run => run.policy == LimitPolicies.Oracle).ToDictionary(run => (run.its, run.seed), run => run.Result.Accepted);
        return [.. results.GroupBy(run => (run.its, run.policy, run.counted))
            .Select(group => Row(group.Key.its, group.Key.policy, group.Key.counted, [.. group.Select(run => (run.Result, oracle[(run.its, run.seed)]))]))];
    }

    private static SimulationResult Simulate(SimulationCase its, string policy, bool counted, int seed) => LimiterSimulation.Run(
        its, (server, chance) => LimitPolicies.Create(policy, its, server, chance), counted, new SimulationDay(seed, LimitTrace.Day));

    private static LimiterRow Row(SimulationCase its, string policy, bool counted, IReadOnlyList<(SimulationResult Result, long Oracle)> seeds)
    {
        double[] shares = [.. seeds.Select(seed => 100.0 * seed.Result.Accepted / seed.Oracle).Order()];
        double[] rejected = [.. seeds.Select(seed => 100 * seed.Result.RejectedShare).Order()];
        var share = Median(shares);
        return new LimiterRow(
            "limiter", its.Name, policy, Rounded(share), "%", LimitPolicies.Oracle, Math.Round(share / 100, 4),
            Rounded(share), Rounded(shares[0]), Rounded(Median(rejected)), Rounded(rejected[^1]), counted);
    }

    private static double Median(double[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;

    private static double Rounded(double value) => Math.Round(value, 2);
}
