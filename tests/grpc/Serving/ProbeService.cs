using Google.Protobuf;
using Grpc.Core;
using Orleans.Tx.Grpc.Tests.Protos;

namespace Orleans.Tx.Grpc.Tests.Serving;

/// <summary>Does what a test asks it to.</summary>
internal sealed class ProbeService(ProbeLog log) : Probe.ProbeBase
{
    public override async Task<EchoReply> Echo(EchoRequest request, ServerCallContext context)
    {
        if (request.Header.Length > 0)
            await context.WriteResponseHeadersAsync(new Metadata { { "told-by-probe", request.Header }, { "told-bin", [0, 255] } });
        if (request.Trailer.Length > 0)
        {
            context.ResponseTrailers.Add("told-by-probe", request.Trailer);
            context.ResponseTrailers.Add("told-bin", [1, 2, 3]);
        }

        return Reply(request, context);
    }

    public override Task<EchoReply> Fail(FailRequest request, ServerCallContext context)
    {
        foreach (var (key, value) in request.Trailers)
            context.ResponseTrailers.Add(key, value);
        var status = new Status((StatusCode)request.Code, request.Detail);
        if (!request.Returns)
            throw request.Code == 0 ? new InvalidTimeZoneException(request.Detail) : new RpcException(status, new Metadata { { "thrown", "yes" } });
        context.Status = status;
        return Task.FromResult(new EchoReply());
    }

    public override async Task<EchoReply> Wait(WaitRequest request, ServerCallContext context)
    {
        await log.Cancellation(request.Name, context);
        return new EchoReply();
    }

    public override async Task Rows(RowsRequest request, IServerStreamWriter<Row> responseStream, ServerCallContext context)
    {
        if (request.Buffered)
            responseStream.WriteOptions = new WriteOptions(WriteFlags.BufferHint);
        var row = new Row { Data = ByteString.CopyFrom(new byte[request.Length]) };
        try
        {
            for (row.Number = 1; row.Number <= request.Count; row.Number++)
            {
                var write = responseStream.WriteAsync(row);
                if (!write.IsCompleted)
                    log.Paused(request.Name);
                await write;
                log.Wrote(request.Name, row.Number);
            }
        }
        finally
        {
            log.Ended(request.Name);
        }

        if (request.Code != 0)
            throw new RpcException(new Status((StatusCode)request.Code, "after the rows"));
    }

    public override async Task Hundreds(RowsRequest request, IServerStreamWriter<RowBatch> responseStream, ServerCallContext context)
    {
        var data = ByteString.CopyFrom(new byte[request.Length]);
        for (var number = 1; number <= request.Count; number += 100)
        {
            await responseStream.WriteAsync(new RowBatch { Rows = { Enumerable.Range(number, 100).Select(row => new Row { Number = row, Data = data }) } });
            log.Wrote(request.Name, number + 99);
        }
    }

    public override async Task WaitRows(WaitRequest request, IServerStreamWriter<Row> responseStream, ServerCallContext context)
    {
        await responseStream.WriteAsync(new Row { Number = 1 });
        await log.Cancellation(request.Name, context);
    }

    public override async Task Talk(IAsyncStreamReader<EchoRequest> requestStream, IServerStreamWriter<EchoReply> responseStream, ServerCallContext context)
    {
        while (await requestStream.MoveNext())
            await responseStream.WriteAsync(Reply(requestStream.Current, context));
    }

    private static EchoReply Reply(EchoRequest request, ServerCallContext context)
    {
        var reply = new EchoReply
        {
            Text = request.Text,
            Data = request.Answer > 0 ? ByteString.CopyFrom(new byte[request.Answer]) : request.Data,
            Method = context.Method,
            Host = context.Host,
            Peer = context.Peer,
            HasDeadline = context.Deadline != DateTime.MaxValue,
        };
        foreach (var header in context.RequestHeaders)
            reply.Headers[header.Key] = header.IsBinary ? Convert.ToHexString(header.ValueBytes) : header.Value;
        return reply;
    }
}
