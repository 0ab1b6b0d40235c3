using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Limiting;

namespace Orleans.Tx.Gateway.Methods;

/// <summary>The limiters of sources, of which not all have one.</summary>
internal static class LimiterGrains
{
    /// <summary>Null for a source without an API.</summary>
    public static async Task<LimiterSnapshot?> LimiterIfAny(this IGrainFactory grains, string source)
    {
        try
        {
            return await grains.GetGrain<ILimiterGrain>(source).Snapshot();
        }
        catch (TxException stored) when (stored.Error == TxError.NotFound)
        {
            return null;
        }
    }
}
