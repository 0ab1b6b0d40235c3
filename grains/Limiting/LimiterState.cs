using Orleans.Tx.Domain.Limiting;

namespace Orleans.Tx.Grains.Limiting;

/// <summary>A <see cref="WindowState"/> in the shape that grain storage keeps: instants as milliseconds since 1970, rounded up.</summary>
[GenerateSerializer, Alias("tx.LimiterState")]
internal sealed class LimiterState
{
    [Id(0)]
    public List<long> Releases { get; set; } = [];

    [Id(1)]
    public int Unsettled { get; set; }

    [Id(2)]
    public int RejectionsInRow { get; set; }

    [Id(3)]
    public long? ClosedUntil { get; set; }

    [Id(4)]
    public int? Learned { get; set; }

    public static LimiterState Of(WindowState window) => new()
    {
        Releases = [.. window.Releases.Select(Milliseconds)],
        Unsettled = window.Unsettled,
        RejectionsInRow = window.RejectionsInRow,
        ClosedUntil = window.ClosedUntil is { } closed ? Milliseconds(closed) : null,
        Learned = window.Learned,
    };

    public WindowState ToWindow() => new(
        [.. Releases.Select(DateTimeOffset.FromUnixTimeMilliseconds)],
        Unsettled,
        RejectionsInRow,
        ClosedUntil is { } closed ? DateTimeOffset.FromUnixTimeMilliseconds(closed) : null,
        Learned);

    // Rounding up: a slot may become free a millisecond late, never early.
    private static long Milliseconds(DateTimeOffset instant) => instant.ToUnixTimeMilliseconds() + 1;
}
