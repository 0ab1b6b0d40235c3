namespace Orleans.Tx.Domain.Limiting;

/// <summary>What became of a permit.</summary>
public enum Outcome
{
    /// <summary>The source answered, and did not refuse for its rate limit.</summary>
    Accepted,

    /// <summary>The source refused the request because of its rate limit.</summary>
    Rejected,

    /// <summary>No request was sent.</summary>
    Unsent,

    /// <summary>A request was sent and its outcome is not known: it may still arrive.</summary>
    Unknown,
}
