using System.Buffers;

namespace Grpc.Core;

/// <summary>The bytes of one message that arrived. They are gone when the deserializer returns.</summary>
public abstract class DeserializationContext
{
    public abstract int PayloadLength { get; }

    /// <summary>A copy that may be kept.</summary>
    public abstract byte[] PayloadAsNewBuffer();

    public virtual ReadOnlySequence<byte> PayloadAsReadOnlySequence() => new(PayloadAsNewBuffer());
}
