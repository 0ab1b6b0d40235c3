using Orleans.Tx.Gateway.Http;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Gateway.Methods;

/// <summary>The records that could not be read, whichever way they are asked for.</summary>
internal sealed class RejectMethods(SourceChoice sources, IGrainFactory grains)
{
    public async Task<SetAsideList> List(string? source, SetAsideQuery query) => await (await SetAside(source)).List(query);

    public async Task<SetAsideDetail> Get(string? source, string id) => await (await SetAside(source)).Show(id);

    public async Task<SetAsideRetried> Retry(string? source, SetAsideRetry request) => await (await SetAside(source)).Retry(request);

    private async Task<ISetAsideGrain> SetAside(string? source) => grains.GetGrain<ISetAsideGrain>(await sources.Choose(source));
}
