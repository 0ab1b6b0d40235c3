using System.Buffers;
using Grpc.Core;

namespace Grpc.AspNetCore.Server.Wire;

/// <summary>The bytes of a message, for as long as they lie in the connection's buffer.</summary>
internal sealed class ReceivedMessage : DeserializationContext
{
    public ReadOnlySequence<byte> Payload { get; set; }

    public override int PayloadLength => checked((int)Payload.Length);

    public override byte[] PayloadAsNewBuffer() => Payload.ToArray();

    public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => Payload;
}
