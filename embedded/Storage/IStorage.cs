namespace Orleans.Core;

/// <summary>A piece of stored state. Operations on it run one after the other.</summary>
public interface IStorage
{
    /// <summary>The stored version; null where nothing was ever stored.</summary>
    string? Etag { get; }

    /// <summary>Whether there is a stored state.</summary>
    bool RecordExists { get; }

    /// <summary>Removes the stored state.</summary>
    /// <exception cref="Storage.InconsistentStateException">The stored version is not <see cref="Etag"/>.</exception>
    Task ClearStateAsync();

    /// <inheritdoc cref="ClearStateAsync()"/>
    Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();

    /// <summary>Stores the state.</summary>
    /// <exception cref="Storage.InconsistentStateException">The stored version is not <see cref="Etag"/>.</exception>
    Task WriteStateAsync();

    /// <inheritdoc cref="WriteStateAsync()"/>
    Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();

    /// <summary>Replaces the state in memory by the stored one.</summary>
    Task ReadStateAsync();

    /// <inheritdoc cref="ReadStateAsync()"/>
    Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();
}
