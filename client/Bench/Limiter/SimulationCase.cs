namespace Orleans.Tx.Client.Bench.Limiter;

/// <summary>What a simulation is like.</summary>
/// <param name="Trace">The hidden limit, made from chance for so many seconds.</param>
/// <param name="ShortestLatency">In seconds; what a request takes is drawn evenly on a logarithmic scale.</param>
/// <param name="Lost">The share of requests that the server counts and whose answer never comes.</param>
/// <param name="Shared">Whether another client, whose demand changes every hour, takes from the same limit.</param>
/// <param name="ClientClock">How many seconds the client's clock counts in one of the server's.</param>
/// <param name="InFlight">The most requests under way at once.</param>
/// <param name="Rivals">Whether the rivals run too.</param>
internal sealed record SimulationCase(
    string Name, Func<Random, double, LimitTrace> Trace, double ShortestLatency = 0.03, double LongestLatency = 0.12, double Lost = 0,
    bool Shared = false, double ClientClock = 1, int InFlight = 8, bool Rivals = true)
{
    private readonly double _ratio = Math.Log(LongestLatency / ShortestLatency);

    public static IReadOnlyList<SimulationCase> All { get; } =
    [
        new("constant", (_, _) => LimitTrace.Constant()),
        new("steps", LimitTrace.Steps5To40Minutes),
        new("wave", (_, seconds) => LimitTrace.DailyWave(seconds)),
        new("flap", LimitTrace.Flapping),
        new("outage", LimitTrace.Outages),
        new("ramp", (_, seconds) => LimitTrace.Ramp(seconds)),
        new("shared", (_, _) => LimitTrace.Constant(), Shared: true),
        new("latency", LimitTrace.Steps5To40Minutes, ShortestLatency: 0.01, LongestLatency: 5, ClientClock: 1.00005, InFlight: 32),
        new("lost", LimitTrace.Steps5To40Minutes, Lost: 0.002),
        new("steps-1-in-flight", LimitTrace.Steps5To40Minutes, InFlight: 1, Rivals: false),
        new("steps-16-in-flight", LimitTrace.Steps5To40Minutes, InFlight: 16, Rivals: false),
        new("steps-64-in-flight", LimitTrace.Steps5To40Minutes, InFlight: 64, Rivals: false),
    ];

    public IEnumerable<string> Policies => Rivals ? LimitPolicies.Names : [LimitPolicies.Tx, LimitPolicies.Oracle];

    public double Latency(Random chance) => ShortestLatency * Math.Exp(_ratio * chance.NextDouble());
}
