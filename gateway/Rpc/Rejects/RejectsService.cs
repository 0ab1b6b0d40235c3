using Grpc.Core;
using Orleans.Tx.Gateway.Methods;
using Orleans.Tx.Gateway.Protos;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Gateway.Rpc.Rejects;

/// <summary>The records that could not be read, by gRPC.</summary>
internal sealed class RejectsService(RejectMethods rejects) : Protos.Rejects.RejectsBase
{
    public override async Task<RejectList> List(ListRejectsRequest request, ServerCallContext context)
    {
        var query = new SetAsideQuery(
            request.HasFrom ? request.From : null, request.HasTo ? request.To : null, request.HasReason ? request.Reason : null,
            request.HasAfter ? request.After : null);
        return (await rejects.List(request.Source.OrNull(), request.HasLimit ? query with { Limit = request.Limit } : query)).ToMessage();
    }

    public override async Task<RejectDetail> Get(RejectRequest request, ServerCallContext context) =>
        (await rejects.Get(request.Source.OrNull(), request.Id)).ToMessage();

    public override async Task<RejectsRetried> Retry(RetryRejectsRequest request, ServerCallContext context)
    {
        var retry = new SetAsideRetry(
            request.Ids.Count > 0 ? [.. request.Ids] : null, request.HasFrom ? request.From : null, request.HasTo ? request.To : null,
            request.HasReason ? request.Reason : null, request.All, request.HasAfter ? request.After : null);
        return (await rejects.Retry(request.Source.OrNull(), retry)).ToMessage();
    }
}
