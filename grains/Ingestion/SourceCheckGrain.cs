using Orleans.Tx.Grains.Catalog;
using Orleans.Tx.Grains.Limiting;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>Has a grain of its own, so that an API that hangs keeps nobody else waiting.</summary>
internal sealed class SourceCheckGrain(ISourceCatalog catalog, ISourceApi api, TimeProvider time) : Grain, ISourceCheckGrain
{
    // Within the time that a grain may take to answer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    public async Task<SourceCheck> Check(string? week)
    {
        var settings = catalog.Get(this.GetPrimaryKeyString());
        var asked = CheckedWeek.Of(week, settings, time);
        var purse = new PermitPurse(GrainFactory.GetGrain<ILimiterGrain>(settings.Name), $"{settings.Name}/check", time);
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            var answer = await new PermittedFetch(api, purse, time).FirstPage(settings.Name, asked, patience.Token, patience.Token);
            return SourceChecks.Of(settings.Name, asked, answer);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            throw new TxException(
                TxError.Unavailable, $"no permit and answer within {Patience.TotalSeconds:0} seconds: the limit is in use, or the API is slow; try again later");
        }
        finally
        {
            await purse.Empty();
        }
    }
}
