using Orleans.Tx.Gateway.Http;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Limiting;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Gateway.Methods;

/// <summary>How the service is doing, whichever way that is asked.</summary>
internal sealed class StatusMethods(SourceChoice sources, IGrainFactory grains)
{
    /// <exception cref="TxException">The source has no API.</exception>
    public async Task<LimiterSnapshot> Limiter(string? source)
    {
        var chosen = await sources.Choose(source);
        return await grains.LimiterIfAny(chosen)
            ?? throw new TxException(TxError.NotFound, $"source '{chosen}' has no API, and so no limiter: its rows came from files, or it is no longer configured");
    }

    public async Task<SourceStatus> Status(string? source)
    {
        var chosen = await sources.Choose(source);
        var limiter = grains.LimiterIfAny(chosen);
        var projection = grains.GetGrain<IProjectionGrain>(chosen).Status();
        var weeks = grains.GetGrain<ISourceGrain>(chosen).Weeks();
        var use = await limiter;
        return new SourceStatus(chosen, use is null ? null : use with { History = [] }, await projection, await weeks);
    }

    public async Task<SourceCheck> Check(string? source, string? week) =>
        await grains.GetGrain<ISourceCheckGrain>(await sources.Choose(source)).Check(week).Of("week");
}
