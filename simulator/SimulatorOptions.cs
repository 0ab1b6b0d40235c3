using System.Net;

namespace Orleans.Tx.Simulator;

/// <summary>
/// What the simulated API is like. The defaults are a shop with 20,000 transactions a week behind 1000 requests in ten minutes, always
/// well. <see cref="SimulatorOptionsValidator"/> says what is allowed.
/// </summary>
public sealed record SimulatorOptions
{
    /// <summary>The API's port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The address of this machine at which the API listens. The simulator's own address is always on loopback.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port of the simulator's own address, where it tells its counts and is switched; 0 takes a free one.</summary>
    public int AdminPort { get; init; }

    /// <summary>Where all chance comes from: the log, the capacity's trace, latencies and faults.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Transactions a week, exactly.</summary>
    public int Rows { get; init; } = 20_000;

    /// <summary>The ISO week in which the log begins.</summary>
    public string Since { get; init; } = "2026-W01";

    /// <summary>How many weeks the log has; null for no end.</summary>
    public int? Weeks { get; init; }

    /// <summary>The currencies, the usual one first; each customer pays in one.</summary>
    public IReadOnlyList<string> Currencies { get; init; } = ["USD"];

    /// <summary>An order file to serve instead of the seeded log, which then has no use for rows, weeks and since.</summary>
    public string? File { get; init; }

    /// <summary>The share of records that is missing until <c>POST /late</c> lets them appear, at most one half.</summary>
    public double LateShare { get; init; }

    /// <summary>Requests allowed in any window.</summary>
    public int Requests { get; init; } = 1000;

    /// <summary>The length of the sliding window; scaled down for tests and demonstrations.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How the capacity changes over time.</summary>
    public CapacityTrace Capacity { get; init; } = CapacityTrace.Constant;

    /// <summary>Whether rejected requests take a place in the window as well.</summary>
    public bool CountRejected { get; init; }

    /// <summary>The status of a rejection: 400, or 429 with <c>Retry-After</c>.</summary>
    public int RejectedStatus { get; init; } = 400;

    /// <summary>The least time before an answer.</summary>
    public TimeSpan LatencyMin { get; init; }

    /// <summary>The most time before an answer; between the two every time is as likely.</summary>
    public TimeSpan LatencyMax { get; init; }

    /// <summary>How often what goes wrong.</summary>
    public FaultOptions Faults { get; init; } = new();
}
