using System.Collections.Immutable;

namespace Orleans.Tx.Grains.Limiting;

/// <summary>The limiter's window as one who plans ahead needs to know it.</summary>
/// <param name="Allowed">The most requests in any window, as far as is known.</param>
/// <param name="Window">The length of the window.</param>
/// <param name="Closed">For how long nothing is granted, because the source asked for it.</param>
/// <param name="Held">How long until each slot that is not free will be; a window for those whose outcome is not known yet.</param>
[GenerateSerializer, Immutable, Alias("tx.LimiterSlots")]
public sealed record LimiterSlots(
    [property: Id(0)] int Allowed,
    [property: Id(1)] TimeSpan Window,
    [property: Id(2)] TimeSpan Closed,
    [property: Id(3)] ImmutableArray<TimeSpan> Held);
