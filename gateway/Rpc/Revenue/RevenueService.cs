using Grpc.Core;
using Orleans.Tx.Gateway.Http;
using Orleans.Tx.Gateway.Protos;

namespace Orleans.Tx.Gateway.Rpc.Revenue;

/// <summary>The revenue analysis from the store, by gRPC: the same questions to the same grains as by HTTP.</summary>
internal sealed class RevenueService(SourceChoice sources, IGrainFactory grains) : Protos.Revenue.RevenueBase
{
    public override async Task<RevenueResponse> Months(RevenueRequest request, ServerCallContext context) =>
        (await Report(request)).WithoutCohorts().ToMessage();

    public override async Task<RevenueResponse> Cohorts(RevenueRequest request, ServerCallContext context) =>
        (await Report(request)).WithoutMonths().ToMessage();

    private async Task<Grains.Revenue.RevenueAnswer> Report(RevenueRequest request) =>
        await grains.Report(await sources.Choose(request.Source.OrNull()), request.HasCurrency ? request.Currency : null);
}
