using Grpc.Core;
using Orleans.Tx.Gateway.Http;
using Orleans.Tx.Gateway.Protos;
using Orleans.Tx.Gateway.Queries;
using Orleans.Tx.Grains.Queries;

namespace Orleans.Tx.Gateway.Rpc.Revenue;

/// <summary>The revenue analysis from the store, by gRPC: the same questions to the same grains as by HTTP.</summary>
internal sealed class RevenueService(SourceChoice sources, IGrainFactory grains) : Protos.Revenue.RevenueBase
{
    public override Task<RevenueResponse> Months(RevenueRequest request, ServerCallContext context) =>
        Answer(RevenueTable.Months, request, context.CancellationToken);

    public override Task<RevenueResponse> Cohorts(RevenueRequest request, ServerCallContext context) =>
        Answer(RevenueTable.Cohorts, request, context.CancellationToken);

    private async Task<RevenueResponse> Answer(RevenueTable table, RevenueRequest request, CancellationToken cancellationToken)
    {
        var filter = AskedRows.Filter(
            request.HasFrom ? request.From : null, request.HasTo ? request.To : null, [.. request.Customer], request.HasCurrency ? request.Currency : null);
        var question = new RevenueQuestion(filter, request.HasNew ? request.New : null);
        return table.Of(await grains.Revenue(await sources.Choose(request.Source.OrNull()), question, cancellationToken)).ToMessage();
    }
}
