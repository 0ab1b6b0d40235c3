using Orleans.Tx.Grains;

namespace Orleans.Tx.Gateway.Rpc;

/// <summary>Whether grains and database answer.</summary>
internal sealed class Readiness(IGrainFactory grains)
{
    /// <summary>Whatever comes instead of an answer means that the service is not ready.</summary>
    public async Task<bool> IsReady(CancellationToken cancellationToken)
    {
        try
        {
            await grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key).Sources().WaitAsync(cancellationToken);
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
