using System.Data.Common;

namespace Orleans.Configuration;

/// <summary>Reminders in a database, which for this engine is PostgreSQL.</summary>
public class AdoNetReminderTableOptions
{
    /// <summary>Connections to the database. This engine needs it: it names no provider that could open a connection string.</summary>
    public DbDataSource? DataSource { get; set; }

    /// <summary>A connection string: for the other engine only.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>The kind of database: <c>Npgsql</c>.</summary>
    public string? Invariant { get; set; }
}
