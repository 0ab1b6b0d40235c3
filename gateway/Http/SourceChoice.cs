using Orleans.Tx.Grains;

namespace Orleans.Tx.Gateway.Http;

/// <summary>Which source a request means: the one it names, else the only configured one, else the only one in the store.</summary>
internal sealed class SourceChoice(IGrainFactory grains, TimeProvider time)
{
    // Sources come and hardly ever go: who names one that was there a moment ago need not wait for the catalog.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    private volatile Listing? _listing;

    /// <exception cref="TxException">There is no such source, or several to choose from; the message lists them.</exception>
    public async Task<string> Choose(string? named)
    {
        if (named is not null && _listing is { } listing && time.GetElapsedTime(listing.At) < Fresh && listing.Names.Has(named))
            return named;

        var known = await Ask();
        if (named is not null)
            return known.Has(named) ? named : throw new TxException(TxError.NotFound, $"source: there is no '{named}'. {Listed([.. known.Configured, .. known.Stored])}");

        if (known.Configured is [var configured])
            return configured;
        if (known.Configured.IsEmpty && known.Stored is [var stored])
            return stored;
        throw new TxException(TxError.Invalid, known.Configured.IsEmpty && known.Stored.IsEmpty
            ? "source: none is configured and the store is empty; add one under Sources in tx.json"
            : $"source: say which one is meant. {Listed([.. known.Configured, .. known.Stored])}");
    }

    /// <summary>Every source that is configured or stored, in order.</summary>
    public async Task<IReadOnlyList<string>> All()
    {
        var known = await Ask();
        return [.. known.Configured.Union(known.Stored, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private async Task<SourceNames> Ask()
    {
        var at = time.GetTimestamp();
        var known = await grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key).Sources();
        _listing = new Listing(at, known);
        return known;
    }

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)) is { Length: > 0 } list
        ? $"There are: {list}"
        : "None is configured and the store is empty";

    private sealed record Listing(long At, SourceNames Names);
}
