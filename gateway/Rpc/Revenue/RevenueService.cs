using Grpc.Core;
using Orleans.Tx.Gateway.Methods;
using Orleans.Tx.Gateway.Protos;
using Orleans.Tx.Gateway.Queries;
using Orleans.Tx.Grains.Queries;

namespace Orleans.Tx.Gateway.Rpc.Revenue;

/// <summary>The revenue analysis from the store, by gRPC.</summary>
internal sealed class RevenueService(QueryMethods queries) : Protos.Revenue.RevenueBase
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
        return (await queries.Revenue(table, request.Source.OrNull(), question, cancellationToken)).ToMessage();
    }
}
