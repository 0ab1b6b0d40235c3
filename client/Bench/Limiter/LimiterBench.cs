namespace Orleans.Tx.Client.Bench.Limiter;

/// <summary>Runs the policies on the traces, for as many seeds as are wanted: the same seeds give the same figures.</summary>
internal static class LimiterBench
{
    public static IReadOnlyList<LimiterRow> Run(IReadOnlyList<SimulationCase> cases, IReadOnlyList<SimulationDay> days, CancellationToken cancellation)
    {
        var runs =
            (from its in cases
             from policy in its.Policies
             from counted in (bool[])[false, true]
             from day in days
             select (Case: its, Policy: policy, Counted: counted, Day: day)).ToArray();
        var results = new SimulationResult[runs.Length];
        Parallel.For(0, runs.Length, new ParallelOptions { CancellationToken = cancellation }, place =>
        {
            var (its, policy, counted, day) = runs[place];
            results[place] = LimiterSimulation.Run(its, (server, chance) => LimitPolicies.Create(policy, its, server, chance), counted, day);
        });

        var all = runs.Zip(results, (run, result) => (run.Case, run.Policy, run.Counted, run.Day, Result: result)).ToList();
        var oracle = all.Where(run => run.Policy == LimitPolicies.Oracle).ToDictionary(run => (run.Case, run.Counted, run.Day), run => run.Result.Accepted);
        return [.. all.GroupBy(run => (run.Case, run.Policy, run.Counted)).Select(group => Row(
            group.Key.Case, group.Key.Policy, group.Key.Counted,
            [.. group.Select(run => (run.Result, oracle[(run.Case, run.Counted, run.Day)]))]))];
    }

    private static LimiterRow Row(SimulationCase its, string policy, bool counted, IReadOnlyList<(SimulationResult Result, long Oracle)> days)
    {
        double[] shares = [.. days.Select(day => 100.0 * day.Result.Accepted / day.Oracle).Order()];
        double[] rejected = [.. days.Select(day => 100 * day.Result.RejectedShare).Order()];
        var share = Median(shares);
        return new LimiterRow(
            "limiter", its.Name, policy, Rounded(share), "%", LimitPolicies.Oracle, Math.Round(share / 100, 4),
            Rounded(share), Rounded(shares[0]), Rounded(Median(rejected)), Rounded(rejected[^1]), counted);
    }

    private static double Median(double[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;

    private static double Rounded(double value) => Math.Round(value, 2);
}
