namespace Grpc.Core;

/// <summary>How a call ended, and a sentence about it for the caller.</summary>
public struct Status
{
    /// <summary>Done, with nothing to add.</summary>
    public static readonly Status DefaultSuccess = new(StatusCode.OK, "");

    /// <summary>Given up, with nothing to add.</summary>
    public static readonly Status DefaultCancelled = new(StatusCode.Cancelled, "");

    public Status(StatusCode statusCode, string detail)
        : this(statusCode, detail, null)
    {
    }

    /// <param name="debugException">What led to it: for this side's log, never sent.</param>
    public Status(StatusCode statusCode, string detail, Exception? debugException)
    {
        StatusCode = statusCode;
        Detail = detail;
        DebugException = debugException;
    }

    public StatusCode StatusCode { get; }

    public string Detail { get; }

    public Exception? DebugException { get; }

    public override readonly string ToString() =>
        $"{StatusCode}: {Detail}{(DebugException is { } cause ? $" ({cause.GetType()}: {cause.Message})" : "")}";
}
