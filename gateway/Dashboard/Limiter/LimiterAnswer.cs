using System.Collections.Immutable;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Limiting;

namespace Orleans.Tx.Gateway.Dashboard.Limiter;

/// <summary>What a page shows of a source's limit.</summary>
/// <param name="Limiter">Null for a source without an API.</param>
/// <param name="Slots">When what is held becomes free; null with it.</param>
/// <param name="Weeks">Those that are asking for permits.</param>
public sealed record LimiterAnswer(LimiterSnapshot? Limiter, LimiterSlots? Slots, ImmutableArray<WeekStatus> Weeks)
{
    /// <summary>How long until the next request may be sent; nothing where it may be now.</summary>
    public TimeSpan NextPermit => Slots switch
    {
        null => TimeSpan.Zero,
        { Closed: var closed } when closed > TimeSpan.Zero => closed,
        { Held.Length: var held, Allowed: var allowed } when held < allowed => TimeSpan.Zero,
        var full => Soonest(full),
    };

    // So many have to become free that one more than is allowed fits.
    private static TimeSpan Soonest(LimiterSlots full) => full.Held.Order().ElementAt(Math.Max(0, full.Held.Length - full.Allowed)) is var wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
}
