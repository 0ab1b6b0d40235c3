namespace Grpc.Core;

/// <summary>How a message is sent.</summary>
[Flags]
public enum WriteFlags
{
    /// <summary>More messages follow soon: this one may wait for them.</summary>
    BufferHint = 1,

    /// <summary>Sent as it is, even where the answer is compressed.</summary>
    NoCompress = 2,
}
