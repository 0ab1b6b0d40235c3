using System.Buffers;

namespace Grpc.Core;

/// <summary>Where a message is written to: either as one array, or into a buffer whose end is then told.</summary>
public abstract class SerializationContext
{
    /// <summary>The message is this array.</summary>
    public virtual void Complete(byte[] payload) => throw new NotSupportedException("This context takes no array.");

    /// <summary>How many bytes will be written to the buffer. Known beforehand, they need no copy.</summary>
    public virtual void SetPayloadLength(int payloadLength)
    {
    }

    public virtual IBufferWriter<byte> GetBufferWriter() => throw new NotSupportedException("This context has no buffer.");

    /// <summary>The message is what was written to the buffer.</summary>
    public virtual void Complete() => throw new NotSupportedException("This context has no buffer.");
}
