namespace Orleans.Tx.Silo.Configuration;

/// <summary>The ways to ask for the next page.</summary>
public enum PagingKind
{
    /// <summary>By its number.</summary>
    Page,

    /// <summary>By the number of records before it.</summary>
    Offset,

    /// <summary>By a token from the page before.</summary>
    Cursor,

    /// <summary>By a link in a header (RFC 8288).</summary>
    Link,

    /// <summary>By a URL in the body.</summary>
    NextUrl,
}
