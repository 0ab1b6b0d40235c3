using System.Collections.Immutable;

namespace Orleans.Tx.Grains.Limiting;

/// <summary>What became of earlier permits, and how many more are wanted.</summary>
/// <param name="Caller">Who asks: the week.</param>
/// <param name="Wanted">How many requests could be sent now; 0 only settles.</param>
[GenerateSerializer, Immutable, Alias("tx.PermitRequest")]
public sealed record PermitRequest(
    [property: Id(0)] string Caller,
    [property: Id(1)] int Wanted,
    [property: Id(2)] ImmutableArray<SettledPermit> Settled);

/// <summary>What became of one permit.</summary>
/// <param name="Lease">The lease it was granted under.</param>
/// <param name="Age">How long ago its request completed, by the caller's monotonic clock.</param>
/// <param name="RetryAfter">How long the source asked to wait, from its answer on, where it refused and said so.</param>
/// <param name="Told">What the source told of its own count, where it did.</param>
[GenerateSerializer, Immutable, Alias("tx.SettledPermit")]
public readonly record struct SettledPermit(
    [property: Id(0)] long Lease,
    [property: Id(1)] PermitOutcome Outcome,
    [property: Id(2)] TimeSpan Age,
    [property: Id(3)] TimeSpan? RetryAfter,
    [property: Id(4)] SourceBudget? Told = null);

/// <summary>What a source's answer told of its own count.</summary>
/// <param name="Remaining">How many more requests it would accept; not negative.</param>
/// <param name="Reset">For how long at most that holds, from its answer on.</param>
[GenerateSerializer, Immutable, Alias("tx.SourceBudget")]
public readonly record struct SourceBudget(
    [property: Id(0)] int Remaining,
    [property: Id(1)] TimeSpan Reset);

/// <summary>How a permit was used.</summary>
[GenerateSerializer, Alias("tx.PermitOutcome")]
public enum PermitOutcome
{
    /// <summary>The source answered, and did not refuse for its rate limit.</summary>
    Accepted,

    /// <summary>The source refused because of its rate limit.</summary>
    Rejected,

    /// <summary>No request was sent.</summary>
    Unsent,

    /// <summary>A request was sent and its outcome is not known: it may still arrive.</summary>
    Unknown,
}

/// <summary>The permits that were granted.</summary>
/// <param name="Lease">Names these permits when they are settled.</param>
/// <param name="Granted">How many requests may be sent; 0 when none may.</param>
/// <param name="UsableFor">For how long after the call was made they may be sent.</param>
/// <param name="AskAgainAfter">When to ask again if more are wanted.</param>
/// <param name="TellAtOnce">What becomes of a request decides what can be granted next: tell it as soon as it is known.</param>
[GenerateSerializer, Immutable, Alias("tx.PermitAnswer")]
public sealed record PermitAnswer(
    [property: Id(0)] long Lease,
    [property: Id(1)] int Granted,
    [property: Id(2)] TimeSpan UsableFor,
    [property: Id(3)] TimeSpan AskAgainAfter,
    [property: Id(4)] bool TellAtOnce = false);
