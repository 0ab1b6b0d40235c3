namespace Orleans.Tx.Gateway.Limits;

/// <summary>
/// How much one who asks may take. Generous, so that no honest program meets it: it keeps one that runs wild from starving the others
/// (docs/decisions/0020-who-may-ask-the-gateway.md).
/// </summary>
public sealed record GatewayLimits
{
    /// <summary>Bytes of a body, where an endpoint does not take more or less.</summary>
    public const long Body = 1 << 20;

    /// <summary>Bytes of a question as a body, and of a message by gRPC: room for the most customers that are taken at once, of usual ids.</summary>
    public const int Question = 16 << 20;

    /// <summary>Bytes of the rows of an import that are sent at once.</summary>
    public const long ImportRows = 30_000_000;

    // An id of 10 kB of any text, each byte of it written as %XX, and whatever stands beside it.
    internal const int Address = 64 << 10;

    /// <summary>Requests a second that one key may keep up.</summary>
    public int RequestsPerSecond { get; init; } = 1000;

    /// <summary>Requests that one key may send at once after a pause.</summary>
    public int Burst { get; init; } = 2000;

    /// <summary>Requests, calls and streams of one key that are answered at the same time.</summary>
    public int AtOnce { get; init; } = 100;

    /// <summary>Pages of the dashboard that are open with one key at the same time.</summary>
    public int Pages { get; init; } = 100;
}
