using Orleans.Tx.Gateway.Http;
using Orleans.Tx.Grains.Forgetting;
using Orleans.Tx.Grains.Revenue;
using Orleans.Tx.Grains.Verification;

namespace Orleans.Tx.Gateway.Methods;

/// <summary>What may take long, whichever way it is started: it has an id, a status and a cancel.</summary>
internal sealed class JobMethods(SourceChoice sources, IGrainFactory grains)
{
    public async Task<VerificationStatus> StartVerification(string? source) => await (await Verifications(source)).Start();

    public async Task<VerificationStatus> GetVerification(string? source, string id) => await (await Verifications(source)).Status(id);

    public async Task<VerificationStatus> CancelVerification(string? source, string id) => await (await Verifications(source)).Cancel(id);

    public async Task<RebuildStatus> StartRebuild(string? source) => await (await Projection(source)).Rebuild();

    public async Task<RebuildStatus> GetRebuild(string? source, string id) => await (await Projection(source)).RebuildStatus(id);

    public async Task<RebuildStatus> CancelRebuild(string? source, string id) => await (await Projection(source)).CancelRebuild(id);

    public async Task<ForgetStatus> StartForgetting(string? source, ForgetRequest request) => await (await Forgetting(source)).Start(request);

    public async Task<ForgetStatus> GetForgetting(string? source, string id) => await (await Forgetting(source)).Status(id);

    public async Task<ForgetStatus> CancelForgetting(string? source, string id) => await (await Forgetting(source)).Cancel(id);

    private async Task<IVerificationGrain> Verifications(string? source) => grains.GetGrain<IVerificationGrain>(await sources.Choose(source));

    private async Task<IProjectionGrain> Projection(string? source) => grains.GetGrain<IProjectionGrain>(await sources.Choose(source));

    private async Task<IForgetGrain> Forgetting(string? source) => grains.GetGrain<IForgetGrain>(await sources.Choose(source));
}
