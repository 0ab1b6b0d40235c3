using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Grains.Catalog;

internal sealed class CatalogGrain(ISourceCatalog catalog, IWeekStore weeks) : Grain, ICatalogGrain
{
    public async Task<SourceNames> Sources() =>
        new([.. catalog.Names], [.. await weeks.Sources(CancellationToken.None)]);
}
