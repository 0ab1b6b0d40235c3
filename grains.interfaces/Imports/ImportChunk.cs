using System.Collections.Immutable;

namespace Orleans.Tx.Grains.Imports;

/// <summary>The next rows of a file, as columns of equal length.</summary>
/// <param name="After">The line up to which the import is stored: 0 at its beginning.</param>
/// <param name="To">The line up to which it is with this chunk; lines between that hold no row are passed over.</param>
/// <param name="Lines">The line that each row begins in, rising; after <paramref name="After"/>, up to <paramref name="To"/>.</param>
/// <param name="Times">In microseconds since 1970, UTC.</param>
/// <param name="Currencies">A code, or null where the row names none.</param>
/// <param name="Ids">The rows' own ids; null for an import without.</param>
[GenerateSerializer, Immutable, Alias("tx.ImportChunk")]
public sealed record ImportChunk(
    [property: Id(0)] long After,
    [property: Id(1)] long To,
    [property: Id(2)] ImmutableArray<long> Lines,
    [property: Id(3)] ImmutableArray<string> Customers,
    [property: Id(4)] ImmutableArray<long> Times,
    [property: Id(5)] ImmutableArray<decimal> Amounts,
    [property: Id(6)] ImmutableArray<string?> Currencies,
    [property: Id(7)] ImmutableArray<string>? Ids = null)
{
    /// <summary>The most rows of a chunk.</summary>
    public const int MostRows = 100_000;

    /// <summary>The most weeks that the rows of a chunk lie in: each is stored in a partition of its own.</summary>
    public const int MostWeeks = 500;
}
