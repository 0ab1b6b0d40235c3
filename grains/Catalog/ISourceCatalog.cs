namespace Orleans.Tx.Grains.Catalog;

/// <summary>The configured sources.</summary>
public interface ISourceCatalog
{
    /// <summary>Their names, in order.</summary>
    IReadOnlyList<string> Names { get; }

    /// <exception cref="TxException">No such source is configured; the message names those that are.</exception>
    SourceSettings Get(string source);

    /// <summary>Null where no such source is configured: it may live in the store alone.</summary>
    SourceSettings? Find(string source);
}
