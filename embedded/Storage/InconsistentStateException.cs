using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>
/// Somebody else has changed the stored state. When it escapes from a grain's method, the activation ends: what it knew is
/// stale.
/// </summary>
public class InconsistentStateException : OrleansException
{
    /// <summary>An exception with a general message.</summary>
    public InconsistentStateException()
    {
    }

    /// <summary>An exception that says what happened.</summary>
    public InconsistentStateException(string message)
        : base(message)
    {
    }

    /// <summary>An exception that says what happened and what led to it.</summary>
    public InconsistentStateException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An exception with the two versions.</summary>
    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag, Exception? storageException)
        : base(errorMsg, storageException)
    {
        StoredEtag = storedEtag;
        CurrentEtag = currentEtag;
    }

    /// <summary>An exception with the two versions.</summary>
    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
        : this(errorMsg, storedEtag, currentEtag, null)
    {
    }

    /// <summary>An exception with the two versions and the storage's own words.</summary>
    public InconsistentStateException(string? storedEtag, string? currentEtag, Exception storageException)
        : this(storageException.Message, storedEtag, currentEtag, storageException)
    {
    }

    /// <summary>The version that is stored, where known.</summary>
    public string? StoredEtag { get; }

    /// <summary>The version that the activation knew.</summary>
    public string? CurrentEtag { get; }

    // It ends the activation it first escapes from, not those that merely pass it on to their callers.
    internal bool IsSourceActivation { get; set; } = true;

    /// <inheritdoc />
    public override string ToString() => $"{base.ToString()} (stored ETag {StoredEtag ?? "none"}, current ETag {CurrentEtag ?? "none"})";
}
