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

    /// <summary>When this was stored, by the store's clock, rounded down.</summary>
    [Id(5)]
    public long? SavedByStore { get; set; }

    /// <summary>The same by the machine's clock, rounded up: less time seems to have passed since.</summary>
    [Id(6)]
    public long? SavedByMachine { get; set; }

    public static LimiterState Of(WindowState window) => new()
    {
        Releases = [.. window.Releases.Select(Milliseconds)],
        Unsettled = window.Unsettled,
        RejectionsInRow = window.RejectionsInRow,
        ClosedUntil = window.ClosedUntil is { } closed ? Milliseconds(closed) : null,
        Learned = window.Learned,
        SavedByStore = window.Saved?.Store.ToUnixTimeMilliseconds(),
        SavedByMachine = window.Saved is { } saved ? Milliseconds(saved.Machine) : null,
    };

    /// <summary>The instant up to which the source is closed; long past where it is not.</summary>
    public DateTimeOffset Closed() => DateTimeOffset.FromUnixTimeMilliseconds(ClosedUntil ?? 0);

    public WindowState ToWindow() => new(
        [.. Releases.Select(DateTimeOffset.FromUnixTimeMilliseconds)],
        Unsettled,
        RejectionsInRow,
        ClosedUntil is null ? null : Closed(),
        Learned,
        SavedByStore is { } store && SavedByMachine is { } machine
            ? new SavedAt(DateTimeOffset.FromUnixTimeMilliseconds(store), DateTimeOffset.FromUnixTimeMilliseconds(machine))
            : null);

    // Rounding up: a slot may become free a millisecond late, never early.
    private static long Milliseconds(DateTimeOffset instant) => instant.ToUnixTimeMilliseconds() + 1;
}
