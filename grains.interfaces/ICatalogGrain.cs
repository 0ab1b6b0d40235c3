using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Orleans.Tx.Grains;

/// <summary>Knows which sources there are. There is one; its key is <see cref="Key"/>.</summary>
[Alias("tx.ICatalogGrain")]
public interface ICatalogGrain : IGrainWithStringKey
{
    const string Key = "catalog";

    /// <summary>The sources that are configured, and those that only the store knows.</summary>
    [AlwaysInterleave]
    [Alias("Sources")]
    Task<SourceNames> Sources();
}

/// <summary>Names of sources, each list in order.</summary>
[GenerateSerializer, Immutable, Alias("tx.SourceNames")]
public sealed record SourceNames(
    [property: Id(0)] ImmutableArray<string> Configured,
    [property: Id(1)] ImmutableArray<string> Stored)
{
    /// <summary>Whether there is such a source, configured or stored.</summary>
    public bool Has(string source) => Configured.Contains(source) || Stored.Contains(source);
}
