using System.Collections.Immutable;
using Orleans.Tx.Grains.Jobs;

namespace Orleans.Tx.Grains.Forgetting;

/// <summary>How a forgetting is going, or what it did. Whom it is about is not told again.</summary>
/// <param name="Id">Names it among those of its source.</param>
/// <param name="Step">What it is doing, or did last.</param>
/// <param name="Rows">Transactions that left, up to now.</param>
/// <param name="SetAside">Records that had been set aside and left, up to now.</param>
/// <param name="Weeks">The weeks that they left.</param>
/// <param name="Message">Why it failed, or that the customer had been forgotten before.</param>
[GenerateSerializer, Immutable, Alias("tx.ForgetStatus")]
public sealed record ForgetStatus(
    [property: Id(0)] string Source,
    [property: Id(1)] string Id,
    [property: Id(2)] JobState State,
    [property: Id(3)] string Step,
    [property: Id(4)] long Rows,
    [property: Id(5)] long SetAside,
    [property: Id(6)] ImmutableArray<ForgottenWeek> Weeks,
    [property: Id(7)] string? Message) : IJobStatus;

/// <summary>A week that something left.</summary>
/// <param name="Week">Such as <c>2026-W40</c>.</param>
/// <param name="Rows">Transactions.</param>
/// <param name="SetAside">Records that could not be read.</param>
[GenerateSerializer, Immutable, Alias("tx.ForgottenWeek")]
public sealed record ForgottenWeek(
    [property: Id(0)] string Week,
    [property: Id(1)] long Rows,
    [property: Id(2)] long SetAside);
