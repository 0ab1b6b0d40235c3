using System.Data.Common;

namespace Orleans.Configuration;

/// <summary>Where a client finds a cluster. This engine has no cluster and reads none of it.</summary>
public class AdoNetClusteringClientOptions
{
    /// <summary>Connections to the database.</summary>
    public DbDataSource? DataSource { get; set; }

    /// <summary>A connection string.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>The kind of database.</summary>
    public string? Invariant { get; set; }
}
