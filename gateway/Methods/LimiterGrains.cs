using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Limiting;

namespace Orleans.Tx.Gateway.Methods;

/// <summary>The limiters of sources, of which not all have one.</summary>
internal static class LimiterGrains
{
    /// <summary>Null for a source without an API.</summary>
    public static async Task<LimiterSnapshot?> LimiterIfAny(this IGrainFactory grains, string source)
    {
        // Not simply tried: a limiter that can't be activated is an error in the log.
        var known = await grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key).Sources();
        return known.Configured.Contains(source, StringComparer.Ordinal) ? await grains.GetGrain<ILimiterGrain>(source).Snapshot() : null;
    }
}
