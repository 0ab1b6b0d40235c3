using Orleans.Concurrency;

namespace Orleans.Tx.Grains.Imports;

/// <summary>
/// Takes order files into the store as one source. An import is a job: opened with what its file holds, fed with the file's rows in
/// order, finished; what is stored of it stands in the store, so that whoever feeds it may go away at any time and another goes on. The
/// key is the source's name.
/// </summary>
[Alias("tx.IImportGrain")]
public interface IImportGrain : IGrainWithStringKey
{
    /// <summary>
    /// Registers the files of one command, all or none. A file whose content was imported under the same options is found as it is: done, or
    /// to be gone on with.
    /// </summary>
    /// <returns>An import for each content that was given, in its order.</returns>
    /// <exception cref="TxException">The source has an API, or a file overlaps earlier imports, or its content was imported differently.</exception>
    [Alias("Open")]
    Task<ImportList> Open(ImportRequest request);

    /// <summary>Takes out the next rows of those that an import replaces. There are more while it is <see cref="ImportState.Replacing"/>.</summary>
    /// <exception cref="TxException">There is none of this number, or it was cancelled.</exception>
    [Alias("Replace")]
    Task<ImportStatus> Replace(int number);

    /// <summary>Stores the next rows. A chunk that is stored already changes nothing.</summary>
    /// <exception cref="TxException">The chunk is wrong in itself, or does not begin where the import stands; the message says where that is.</exception>
    [Alias("Store")]
    Task<ImportStatus> Store(int number, ImportChunk chunk);

    /// <summary>Ends an import that has all its rows, and has what is stored counted.</summary>
    /// <exception cref="TxException">There are rows to come.</exception>
    [Alias("Finish")]
    Task<ImportStatus> Finish(int number);

    /// <summary>Stops an import: what is stored stays, and opening it again goes on from there. One that is done stays as it is.</summary>
    /// <exception cref="TxException">There is none of this number.</exception>
    [Alias("Cancel")]
    Task<ImportStatus> Cancel(int number);

    /// <summary>How an import is going, or what came of it.</summary>
    /// <exception cref="TxException">There is none of this number.</exception>
    [AlwaysInterleave]
    [Alias("Status")]
    Task<ImportStatus> Status(int number);

    /// <summary>All imports of the source, in order, and how far what they stored is counted.</summary>
    [AlwaysInterleave]
    [Alias("List")]
    Task<ImportList> List();
}
