namespace Orleans.Tx.Client.Bench.Limiter;

internal enum HappeningKind
{
    /// <summary>A request reaches the server.</summary>
    Arrival,

    /// <summary>The client gets its answer, or gives it up.</summary>
    Answer,

    /// <summary>A request of another client reaches the server.</summary>
    Other,

    /// <summary>The client may try again.</summary>
    Wake,
}
