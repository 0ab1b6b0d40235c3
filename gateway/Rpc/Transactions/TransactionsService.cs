using Grpc.Core;
using Orleans.Tx.Gateway.Http;
using Orleans.Tx.Gateway.Protos;
using Orleans.Tx.Gateway.Queries;
using Orleans.Tx.Grains.Queries;

namespace Orleans.Tx.Gateway.Rpc.Transactions;

/// <summary>Rows and groups, by gRPC: each message is sent before the next is asked for, so that a stream goes as fast as it is read.</summary>
internal sealed class TransactionsService(SourceChoice sources, IGrainFactory grains) : Protos.Transactions.TransactionsBase
{
    public override async Task List(ListTransactionsRequest request, IServerStreamWriter<TransactionRows> responseStream, ServerCallContext context)
    {
        var filter = AskedRows.Filter(
            request.HasFrom ? request.From : null, request.HasTo ? request.To : null, [.. request.Customer], request.HasCurrency ? request.Currency : null);
        var question = new TransactionQuestion(filter, request.HasLimit ? request.Limit : null, request.HasAfter ? request.After : null);
        var source = await sources.Choose(request.Source.OrNull());
        await foreach (var chunk in grains.Streaming(source).Transactions(question, context.CancellationToken))
        {
            foreach (var message in chunk.ToMessages())
                await responseStream.WriteAsync(message, context.CancellationToken);
        }
    }

    public override async Task Groups(GroupRequest request, IServerStreamWriter<GroupRows> responseStream, ServerCallContext context)
    {
        var filter = AskedRows.Filter(
            request.HasFrom ? request.From : null, request.HasTo ? request.To : null, [.. request.Customer], request.HasCurrency ? request.Currency : null);
        var question = new GroupQuestion(request.By, filter, request.HasNew ? request.New : null);
        var source = await sources.Choose(request.Source.OrNull());
        var messages = new GroupMessages(source);
        await foreach (var chunk in grains.Streaming(source).Groups(question, context.CancellationToken))
            await responseStream.WriteAsync(messages.Of(chunk), context.CancellationToken);
    }
}
