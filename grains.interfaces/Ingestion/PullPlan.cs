using System.Collections.Immutable;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>What a pull will cost.</summary>
/// <param name="Weeks">Every week of the range.</param>
/// <param name="Requests">Requests of all weeks that tell; at least so many where <paramref name="Unknown"/> is not zero.</param>
/// <param name="Unknown">Weeks that do not tell how many pages they have.</param>
/// <param name="Pending">Weeks that are still to be asked: the same call again goes on.</param>
/// <param name="LeastTime">The least time in which the limit lets these requests go, with what is used of it now.</param>
/// <param name="QueuedRequests">Requests of other weeks that are queued or under way, as far as is known.</param>
/// <param name="QueuedUnknown">Other weeks that are queued or under way, of which it is not known.</param>
/// <param name="ExpectedFinish">When all of it will be done, if the source answers as fast as now; no earlier where something is unknown.</param>
/// <param name="Allowed">What the source allows in any window, as far as is known.</param>
/// <param name="Window">The length of the window.</param>
/// <param name="Held">Slots of the window that are in use now.</param>
[GenerateSerializer, Immutable, Alias("tx.PullPlan")]
public sealed record PullPlan(
    [property: Id(0)] string Source,
    [property: Id(1)] ImmutableArray<PlannedWeek> Weeks,
    [property: Id(2)] long Requests,
    [property: Id(3)] int Unknown,
    [property: Id(4)] int Pending,
    [property: Id(5)] TimeSpan LeastTime,
    [property: Id(6)] long QueuedRequests,
    [property: Id(7)] int QueuedUnknown,
    [property: Id(8)] DateTimeOffset ExpectedFinish,
    [property: Id(9)] int Allowed,
    [property: Id(10)] TimeSpan Window,
    [property: Id(11)] int Held);

/// <summary>What one week will cost.</summary>
/// <param name="Requests">How many requests; null where it is not known.</param>
/// <param name="Records">How many records it has, where the source tells.</param>
[GenerateSerializer, Immutable, Alias("tx.PlannedWeek")]
public sealed record PlannedWeek(
    [property: Id(0)] string Week,
    [property: Id(1)] PlanBasis Basis,
    [property: Id(2)] long? Requests,
    [property: Id(3)] long? Records);

/// <summary>Where it is known from what a week will cost.</summary>
[GenerateSerializer, Alias("tx.PlanBasis")]
public enum PlanBasis
{
    /// <summary>The week is complete and costs nothing.</summary>
    Complete,

    /// <summary>The week is under way and costs what is left.</summary>
    UnderWay,

    /// <summary>The first page told.</summary>
    Told,

    /// <summary>The first page tells neither totals nor that it is the last.</summary>
    NotTold,

    /// <summary>The week was not asked yet.</summary>
    Pending,
}
