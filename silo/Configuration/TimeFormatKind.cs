namespace Orleans.Tx.Silo.Configuration;

/// <summary>The ways to write a time.</summary>
public enum TimeFormatKind
{
    /// <summary>ISO 8601.</summary>
    Iso,

    /// <summary>The day alone, as ISO 8601 writes it.</summary>
    Date,

    /// <summary>Seconds since 1970-01-01 UTC.</summary>
    Unix,

    /// <summary>Milliseconds since 1970-01-01 UTC.</summary>
    UnixMilliseconds,

    /// <summary>A .NET format.</summary>
    Pattern,
}
