namespace Orleans;

/// <summary>What a storage fills when it reads and takes from when it writes.</summary>
public interface IGrainState<T>
{
    /// <summary>The state.</summary>
    T State { get; set; }

    /// <summary>The stored version it came from; null where nothing was ever stored.</summary>
    string? ETag { get; set; }

    /// <summary>Whether there is a stored state.</summary>
    bool RecordExists { get; set; }
}
