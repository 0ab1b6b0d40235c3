using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Grpc.AspNetCore.Server.Calls;
using Grpc.Core;
using Microsoft.Net.Http.Headers;

namespace Grpc.AspNetCore.Server.Wire;

/// <summary>Reads a request's messages. Each is a frame: a byte that tells whether it is compressed, four for its length, itself.</summary>
internal sealed class FrameReader<T>(ServerCall call, Func<DeserializationContext, T> deserializer)
    where T : class
{
    private const int HeaderLength = 5;

    private readonly PipeReader _body = call.Http.Request.BodyReader;
    private readonly ReceivedMessage _received = new();

    /// <summary>The only message of a request.</summary>
    public async ValueTask<T> Only()
    {
        var message = await Next(CancellationToken.None) ?? throw Refusals.Incomplete();
        while (true)
        {
            var read = await _body.ReadAsync();
            var more = !read.Buffer.IsEmpty;
            _body.AdvanceTo(read.Buffer.End);
            if (more)
                throw Refusals.MoreThanOne();
            if (read.IsCompleted)
                return message;
        }
    }

    /// <summary>The next message; null where the request has ended.</summary>
    public async ValueTask<T?> Next(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await _body.ReadAsync(cancellationToken);
            // Examined to the end where a message is not complete: the next read then waits for more.
            var (rest, examined) = (read.Buffer, read.Buffer.End);
            try
            {
                if (TryTake(ref rest, out var bytes))
                {
                    examined = rest.Start;
                    return Deserialize(bytes);
                }

                if (read.IsCompleted)
                    return rest.IsEmpty ? null : throw Refusals.Incomplete();
            }
            finally
            {
                _body.AdvanceTo(rest.Start, examined);
            }
        }
    }

    private bool TryTake(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> message)
    {
        message = default;
        if (buffer.Length < HeaderLength)
            return false;

        Span<byte> header = stackalloc byte[HeaderLength];
        buffer.Slice(0, HeaderLength).CopyTo(header);
        if (header[0] > 1)
            throw Refusals.Broken($"A message begins with the byte {header[0]}; 0 (as it is) and 1 (compressed) are allowed.");
        var length = BinaryPrimitives.ReadUInt32BigEndian(header[1..]);
        if (length > call.Settings.MaxReceived)
            throw Refusals.TooLong(call.Settings.MaxReceived);
        if (buffer.Length < HeaderLength + length)
            return false;

        message = buffer.Slice(HeaderLength, length);
        buffer = buffer.Slice(message.End);
        if (header[0] == 1)
            message = Decompressed(message);
        return true;
    }

    private ReadOnlySequence<byte> Decompressed(ReadOnlySequence<byte> message)
    {
        var encoding = call.Http.Request.Headers[HeaderNames.GrpcEncoding].ToString();
        switch (encoding)
        {
            case Encodings.Gzip:
                return Encodings.Decompress(message, call.Settings.MaxReceived);
            case "" or Encodings.Identity:
                throw Refusals.Broken("A message is marked as compressed, and grpc-encoding does not say how.");
            default:
                if (!call.Http.Response.HasStarted)
                    call.Http.Response.Headers[HeaderNames.GrpcAcceptEncoding] = Encodings.All;
                throw Refusals.UnknownEncoding(encoding);
        }
    }

    private T Deserialize(ReadOnlySequence<byte> bytes)
    {
        _received.Payload = bytes;
        try
        {
            return deserializer(_received);
        }
        catch (Exception unreadable) when (unreadable is not RpcException)
        {
            throw new RpcException(new Status(StatusCode.Internal, "The request's message can't be read.", unreadable));
        }
        finally
        {
            _received.Payload = default;
        }
    }
}
