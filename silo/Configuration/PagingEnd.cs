namespace Orleans.Tx.Silo.Configuration;

/// <summary>Which page ends a pull where the API tells no totals.</summary>
public enum PagingEnd
{
    /// <summary>The first empty one.</summary>
    Empty,

    /// <summary>The first one that is not full.</summary>
    Short,
}
