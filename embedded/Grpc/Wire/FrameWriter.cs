using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Grpc.AspNetCore.Server.Calls;
using Grpc.Core;

namespace Grpc.AspNetCore.Server.Wire;

/// <summary>Writes a response's messages, each behind the five bytes that say how long it is and whether it is compressed.</summary>
internal sealed class FrameWriter<T>(ServerCall call, Action<T, SerializationContext> serializer) : SerializationContext
{
    private const int HeaderLength = 5;

    private readonly PipeWriter _body = call.Http.Response.BodyWriter;
    private ArrayBufferWriter<byte>? _gathered;
    private int? _length;
    private bool _compresses;
    private bool _isDirect;
    private bool _isComplete;

    /// <summary>Bytes written since <see cref="Flush"/> last was called.</summary>
    public long Waiting { get; private set; }

    /// <summary>Puts a message into the response's buffer. The response must have started.</summary>
    public void Put(T message)
    {
        _compresses = call.Encoding is not null && (call.WriteOptions?.Flags & WriteFlags.NoCompress) is null or 0;
        (_length, _isDirect, _isComplete) = (null, false, false);
        _gathered?.ResetWrittenCount();
        serializer(message, this);
        if (!_isComplete)
            throw new InvalidOperationException($"The serializer of {typeof(T)} did not complete its message.");
    }

    public ValueTask<FlushResult> Flush()
    {
        Waiting = 0;
        return _body.FlushAsync(CancellationToken.None);
    }

    public override void SetPayloadLength(int payloadLength) => _length = payloadLength;

    public override IBufferWriter<byte> GetBufferWriter()
    {
        if (_isDirect)
            return _body;
        if (_compresses || _length is not { } length)
            return _gathered ??= new ArrayBufferWriter<byte>();

        // Known how long and not compressed: written right where it is sent from.
        Limit(length);
        Begin(length);
        _isDirect = true;
        return _body;
    }

    public override void Complete()
    {
        if (!_isDirect)
            Send((_gathered ?? throw new InvalidOperationException("Nothing was written to the buffer.")).WrittenSpan);
        _isComplete = true;
    }

    public override void Complete(byte[] payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        Send(payload);
        _isComplete = true;
    }

    private void Send(ReadOnlySpan<byte> message)
    {
        Limit(message.Length);
        var sent = _compresses ? Encodings.Compress(message, call.Settings.Level).Span : message;
        Begin(sent.Length);
        _body.Write(sent);
    }

    private void Begin(int length)
    {
        var header = _body.GetSpan(HeaderLength);
        header[0] = _compresses ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt32BigEndian(header[1..], length);
        _body.Advance(HeaderLength);
        Waiting += HeaderLength + length;
    }

    private void Limit(int length)
    {
        if (length > call.Settings.MaxSent)
            throw Refusals.TooLongToSend(length, call.Settings.MaxSent);
    }
}
