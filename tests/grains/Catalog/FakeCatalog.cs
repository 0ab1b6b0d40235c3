using Orleans.Tx.Grains.Catalog;

namespace Orleans.Tx.Grains.Tests.Catalog;

internal sealed class FakeCatalog(World world) : ISourceCatalog
{
    public IReadOnlyList<string> Names => [.. world.Sources.Where(source => !source.IsForgotten).Select(source => source.Name)];

    public SourceSettings Get(string source) =>
        Find(source) ?? throw new TxException(TxError.NotFound, $"no source '{source}' is configured");

    public SourceSettings? Find(string source) => world.Find(source) is { IsForgotten: false } found ? found.Settings : null;
}
