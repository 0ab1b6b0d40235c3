using Orleans.Tx.Grains.Catalog;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Grains.Imports;

/// <summary>
/// Keeps nothing: every call looks at the import as it stands in the store, and is fenced by that. The projection is woken only when an
/// import ends: while one runs each customer's ledger would be written for every chunk anew.
/// </summary>
internal sealed class ImportGrain(IImportStore store, IWeekStore weeks, ISourceCatalog catalog) : Grain, IImportGrain
{
    private string Source => this.GetPrimaryKeyString();

    public async Task<ImportList> Open(ImportRequest request)
    {
        ImportChecks.Check(Source, request);
        if (catalog.Find(Source) is not null)
            throw Refused($"source: '{Source}' has an API, which its rows come from; name another source for order files");
        if ((await weeks.List(Source, CancellationToken.None)).Count > 0)
            throw Refused($"source: '{Source}' has weeks that were pulled from an API; name another source for order files");
        return await ListOf(await store.Open(Source, stored => ImportPlanning.Of(stored, request), CancellationToken.None));
    }

    public async Task<ImportStatus> Replace(int number)
    {
        var import = await Find(number);
        if (import.State == ImportState.Cancelled)
            throw WasCancelled(import);
        if (import.State == ImportState.Replacing)
            import = await Fenced(store.TakeOut(import, CancellationToken.None));
        return import.ToStatus();
    }

    public async Task<ImportStatus> Store(int number, ImportChunk chunk)
    {
        var import = await Find(number);
        if (import.State == ImportState.Cancelled)
            throw WasCancelled(import);
        var rows = ImportRows.Of(import, chunk);
        // It was sent again because the answer to the first time got lost.
        if (chunk.To <= import.Line && chunk.After < import.Line)
            return import.ToStatus();
        if (import.State != ImportState.Storing)
            throw Refused($"import {number} is {Word(import.State)}: no rows are expected");
        if (chunk.After != import.Line)
            throw Refused($"after: the import is stored up to line {import.Line}, not {chunk.After}");
        return (await Fenced(store.Store(import, rows, CancellationToken.None))).ToStatus();
    }

    public async Task<ImportStatus> Finish(int number)
    {
        var import = await Find(number);
        if (import.State != ImportState.Done)
        {
            if (import.State != ImportState.Storing || import.Line != import.File.Lines)
                throw Refused($"import {number} is {Word(import.State)} at line {import.Line} of {import.File.Lines}: it can't be finished");
            if (import.Counts.Met != import.File.Rows)
                throw Refused($"import {number} was opened with {import.File.Rows} rows, and {import.Counts.Met} came: the file was changed; --replace imports it anew");
            import = await Fenced(store.Mark(import, ImportState.Done, CancellationToken.None));
        }

        await GrainFactory.GetGrain<ISourceGrain>(Source).Resume();
        return import.ToStatus();
    }

    public async Task<ImportStatus> Cancel(int number)
    {
        var import = await Find(number);
        return import.State is ImportState.Replacing or ImportState.Storing
            ? (await Fenced(store.Mark(import, ImportState.Cancelled, CancellationToken.None))).ToStatus()
            : import.ToStatus();
    }

    public async Task<ImportStatus> Status(int number) => (await Find(number)).ToStatus();

    public async Task<ImportList> List() => await ListOf(await store.List(Source, CancellationToken.None));

    private async Task<ImportList> ListOf(IReadOnlyList<StoredImport> imports) => new(
        Source, [.. imports.Select(import => import.ToStatus())], await GrainFactory.GetGrain<IProjectionGrain>(Source).Status());

    private async Task<StoredImport> Find(int number) => await store.Find(Source, number, CancellationToken.None)
        ?? throw new TxException(TxError.NotFound, $"id: there is no import {number} of source '{Source}'");

    private static async Task<StoredImport> Fenced(Task<StoredImport> work)
    {
        try
        {
            return await work;
        }
        catch (ImportMovedException moved)
        {
            throw new TxException(TxError.Unavailable, moved.Message);
        }
    }

    private static TxException WasCancelled(StoredImport import) => Refused($"import {import.Number} was cancelled; tx import with the same file goes on with it");

    private static string Word(ImportState state) => state.ToString().ToLowerInvariant();

    private static TxException Refused(string message) => new(TxError.Invalid, message);
}
