using Grpc.Core;
using Orleans.Tx.Gateway.Methods;
using Orleans.Tx.Gateway.Protos;

namespace Orleans.Tx.Gateway.Rpc.Imports;

/// <summary>Order files into the store, by gRPC.</summary>
internal sealed class ImportsService(ImportMethods imports) : Protos.Imports.ImportsBase
{
    public override async Task<ImportList> List(ListImportsRequest request, ServerCallContext context) =>
        (await imports.List(request.Source.OrNull())).ToMessage();

    public override async Task<ImportList> Open(OpenImportsRequest request, ServerCallContext context) =>
        (await imports.Open(request.Source.OrNull(), request.ToRequest())).ToMessage();

    public override async Task<Import> Get(ImportRequest request, ServerCallContext context) =>
        (await imports.Get(request.Source.OrNull(), request.Id)).ToMessage();

    public override async Task<Import> Replace(ImportRequest request, ServerCallContext context) =>
        (await imports.Replace(request.Source.OrNull(), request.Id)).ToMessage();

    public override async Task<Import> Store(StoreRowsRequest request, ServerCallContext context) =>
        (await imports.Store(request.Source.OrNull(), request.Id, request.ToChunk())).ToMessage();

    public override async Task<Import> Finish(ImportRequest request, ServerCallContext context) =>
        (await imports.Finish(request.Source.OrNull(), request.Id)).ToMessage();

    public override async Task<Import> Cancel(ImportRequest request, ServerCallContext context) =>
        (await imports.Cancel(request.Source.OrNull(), request.Id)).ToMessage();
}
