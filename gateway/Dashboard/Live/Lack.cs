namespace Orleans.Tx.Gateway.Dashboard.Live;

/// <summary>What is missing for there to be a page at all.</summary>
public enum Lack
{
    /// <summary>None is configured, and the store is empty.</summary>
    Source,

    /// <summary>There are several sources, and the address names none.</summary>
    Choice,
}
