using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Imports;
using Orleans.Tx.Silo.Tests.Postgres;

namespace Orleans.Tx.Silo.Tests.Imports;

/// <summary>Imports files as grain and console do together, a few rows at a time.</summary>
internal sealed class Importer(StoreDatabase store, string source, bool keyed = false)
{
    private const int RowsAtOnce = 2;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public Task<IReadOnlyList<StoredImport>> Open(ImportOverlap overlap, params OrderFile[] files) => store.Imports.Open(
        source, stored => ImportPlanning.Of(stored, new ImportRequest([.. files.Select(file => file.Description)], keyed, overlap)), Cancelled);

    /// <summary>One step of an import; null where there is none left.</summary>
    public async Task<StoredImport?> Step(StoredImport import, OrderFile file) => import.State switch
    {
        ImportState.Replacing => await store.Imports.TakeOut(import, Cancelled),
        ImportState.Storing when import.Line < import.File.Lines =>
            await store.Imports.Store(import, ImportRows.Of(import, file.Chunk(import.Line, RowsAtOnce, keyed)), Cancelled),
        ImportState.Storing => await store.Imports.Mark(import, ImportState.Done, Cancelled),
        _ => null,
    };

    /// <summary>The files of one command, to their end; whoever does it goes away after so many steps, and another does it again.</summary>
    /// <returns>False where it is refused.</returns>
    public async Task<bool> Import(ImportOverlap overlap, int crashesAfter, params OrderFile[] files)
    {
        try
        {
            while (!await TryImport(overlap, crashesAfter, files))
                crashesAfter++;
            return true;
        }
        catch (TxException refused) when (refused.Error == TxError.Invalid)
        {
            return false;
        }
    }

    private async Task<bool> TryImport(ImportOverlap overlap, int steps, OrderFile[] files)
    {
        foreach (var opened in await Open(overlap, files))
        {
            var file = files.First(file => file.Description.Sha256 == opened.File.Sha256);
            for (var import = opened; await Step(import, file) is { } next; import = next)
            {
                if (steps-- <= 0)
                    return false;
            }
        }

        return true;
    }
}
