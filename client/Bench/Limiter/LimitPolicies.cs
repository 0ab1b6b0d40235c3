namespace Orleans.Tx.Client.Bench.Limiter;

/// <summary>The product and what it is compared with, by the names under which they are printed.</summary>
internal static class LimitPolicies
{
    public const string Tx = "tx";
    public const string Oracle = "oracle";

    public static IReadOnlyList<string> Names { get; } = [Tx, Oracle, "wait-window", "backoff", "fixed-budget", "token-bucket", "aimd"];

    public static ILimitPolicy Create(string name, SimulationCase its, SimulatedServer server, Random chance) => name switch
    {
        Tx => new TxPolicy(its.InFlight),
        Oracle => new OraclePolicy(server),
        "wait-window" => new WaitWindowPolicy(),
        "backoff" => new BackoffPolicy(its.InFlight, chance),
        "fixed-budget" => new FixedBudgetPolicy(its.InFlight, chance),
        "token-bucket" => new TokenBucketPolicy(its.InFlight, chance),
        "aimd" => new AimdPolicy(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such policy."),
    };
}
