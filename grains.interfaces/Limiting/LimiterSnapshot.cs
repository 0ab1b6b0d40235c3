namespace Orleans.Tx.Grains.Limiting;

/// <summary>The limiter's window at one instant.</summary>
/// <param name="Requests">The most requests in any window.</param>
/// <param name="Window">The length of the window.</param>
/// <param name="Held">Slots that are not free: granted, or completed less than a window ago.</param>
/// <param name="Leased">Those of them whose outcome is not known yet.</param>
/// <param name="Granted">Permits granted since the limiter was activated.</param>
/// <param name="Rejections">Requests that the source refused since the limiter was activated.</param>
/// <param name="ClosedUntil">Nothing is granted before this instant, because the source refused.</param>
[GenerateSerializer, Immutable, Alias("tx.LimiterSnapshot")]
public sealed record LimiterSnapshot(
    [property: Id(0)] string Source,
    [property: Id(1)] int Requests,
    [property: Id(2)] TimeSpan Window,
    [property: Id(3)] int Held,
    [property: Id(4)] int Leased,
    [property: Id(5)] long Granted,
    [property: Id(6)] long Rejections,
    [property: Id(7)] DateTimeOffset? ClosedUntil);
