namespace Orleans.Tx.Silo.Configuration;

/// <summary>Where everything is kept.</summary>
public sealed class StorageOptions
{
    /// <summary>A PostgreSQL from version 15 on; empty: the embedded one in the data folder.</summary>
    [Redacted]
    public string ConnectionString { get; init; } = "";
}
