namespace Orleans.Tx.Grains.Imports;

/// <summary>
/// The stored state of imports, and the way of their rows into the log
/// (docs/decisions/0014-an-import-is-fed-by-whoever-reads-the-file.md). Every call may throw <see cref="TxException"/> where the store is
/// away: it may be made again.
/// </summary>
public interface IImportStore
{
    /// <summary>All imports of a source, in order.</summary>
    Task<IReadOnlyList<StoredImport>> List(string source, CancellationToken cancellationToken);

    /// <summary>Null where there is none of this number.</summary>
    Task<StoredImport?> Find(string source, int number, CancellationToken cancellationToken);

    /// <summary>Registers files, all or none: what is to be done is decided over the imports that there are, which nobody changes meanwhile.</summary>
    /// <param name="plan">May be asked again.</param>
    /// <returns>The imports that the plan found or made, in its order.</returns>
    Task<IReadOnlyList<StoredImport>> Open(string source, Func<IReadOnlyList<StoredImport>, ImportPlan> plan, CancellationToken cancellationToken);

    /// <summary>Takes out the next rows of those that an import replaces, together with the place up to which that is done.</summary>
    /// <exception cref="ImportMovedException">It is not where it was: someone else is at it.</exception>
    Task<StoredImport> TakeOut(StoredImport import, CancellationToken cancellationToken);

    /// <summary>Stores rows together with the line that follows them, all or nothing.</summary>
    /// <exception cref="ImportMovedException">It is not where it was: someone else is at it.</exception>
    Task<StoredImport> Store(StoredImport import, ImportRows rows, CancellationToken cancellationToken);

    /// <summary>Gives an import that is under way another state.</summary>
    /// <exception cref="ImportMovedException">It is not where it was: someone else is at it.</exception>
    Task<StoredImport> Mark(StoredImport import, ImportState state, CancellationToken cancellationToken);
}
