namespace Orleans.Tx.Simulator;

/// <summary>What the simulator has seen since it started, as <c>GET /counts</c> answers it in camel case.</summary>
public sealed record SimulatorCounts
{
    /// <summary>Requests that arrived at the API's address; each is either accepted or rejected.</summary>
    public required long Received { get; init; }

    /// <summary>Requests that the limit let in, whatever they were answered.</summary>
    public required long Accepted { get; init; }

    /// <summary>Requests that the limit turned away.</summary>
    public required long Rejected { get; init; }

    /// <summary>Accepted requests that were answered 400 for their parameters.</summary>
    public required long BadRequests { get; init; }

    /// <summary>The most requests that arrived within any window, rejected ones included.</summary>
    public required int GreatestReceivedInWindow { get; init; }

    /// <summary>The most requests that the limit has counted within any window.</summary>
    public required int GreatestCountedInWindow { get; init; }

    /// <summary>The requests allowed in a window at this moment.</summary>
    public required int Capacity { get; init; }

    /// <summary>Distinct pages (range, number and size) that were handed out whole.</summary>
    public required int Pages { get; init; }

    /// <summary>Rows handed out in whole pages by the week they lie in (<c>2026-W40</c>), repetitions included.</summary>
    public required IReadOnlyDictionary<string, long> Rows { get; init; }

    /// <summary>How often each fault has struck, by the names of <see cref="FaultOptions"/> in camel case; those that did only.</summary>
    public required IReadOnlyDictionary<string, long> Faults { get; init; }
}
