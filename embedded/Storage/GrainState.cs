namespace Orleans;

/// <inheritdoc />
public sealed class GrainState<T> : IGrainState<T>
{
    /// <summary>No state yet.</summary>
    public GrainState()
        : this(default!)
    {
    }

    /// <summary>A state that is not stored yet.</summary>
    public GrainState(T state)
        : this(state, null!)
    {
    }

    /// <summary>A state with the version it came from.</summary>
    public GrainState(T state, string eTag)
    {
        State = state;
        ETag = eTag;
    }

    /// <inheritdoc />
    public T State { get; set; }

    /// <inheritdoc />
    public string? ETag { get; set; }

    /// <inheritdoc />
    public bool RecordExists { get; set; }
}
