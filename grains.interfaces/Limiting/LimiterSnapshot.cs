using System.Collections.Immutable;

namespace Orleans.Tx.Grains.Limiting;

/// <summary>The limiter's window at one instant.</summary>
/// <param name="Requests">The most requests in any window.</param>
/// <param name="Window">The length of the window.</param>
/// <param name="Held">Slots that are not free: granted, or completed less than a window ago.</param>
/// <param name="Leased">Those of them whose outcome is not known yet.</param>
/// <param name="Granted">Permits granted since the limiter was activated.</param>
/// <param name="Rejections">Requests that the source refused since the limiter was activated.</param>
/// <param name="ClosedUntil">Nothing is granted before this instant, because the source refused.</param>
/// <param name="Learned">What the source was found to allow in any window; the configured limit where it never refused.</param>
/// <param name="History">The last hours, oldest first; not what was before the limiter was activated.</param>
[GenerateSerializer, Immutable, Alias("tx.LimiterSnapshot")]
public sealed record LimiterSnapshot(
    [property: Id(0)] string Source,
    [property: Id(1)] int Requests,
    [property: Id(2)] TimeSpan Window,
    [property: Id(3)] int Held,
    [property: Id(4)] int Leased,
    [property: Id(5)] long Granted,
    [property: Id(6)] long Rejections,
    [property: Id(7)] DateTimeOffset? ClosedUntil,
    [property: Id(8)] int Learned,
    [property: Id(9)] ImmutableArray<LimiterMoment> History);

/// <summary>The window at one moment of the past.</summary>
/// <param name="At">By the store's clock.</param>
/// <param name="Held">Slots that were not free.</param>
/// <param name="Learned">What the source was known to allow.</param>
/// <param name="Rejections">How many requests it refused since the moment before.</param>
[GenerateSerializer, Immutable, Alias("tx.LimiterMoment")]
public readonly record struct LimiterMoment(
    [property: Id(0)] DateTimeOffset At,
    [property: Id(1)] int Held,
    [property: Id(2)] int Learned,
    [property: Id(3)] int Rejections);
