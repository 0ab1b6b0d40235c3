using System.Collections.Immutable;

namespace Orleans.Tx.Grains.Imports;

/// <summary>The files of one command, which are one log: they may overlap each other.</summary>
/// <param name="Keyed">Rows are named by an id of their own, not by their place in the file.</param>
[GenerateSerializer, Immutable, Alias("tx.ImportRequest")]
public sealed record ImportRequest(
    [property: Id(0)] ImmutableArray<ImportFile> Files,
    [property: Id(1)] bool Keyed,
    [property: Id(2)] ImportOverlap Overlap);

/// <summary>A file of orders, as its reader found it.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Sha256">Of its text, unpacked: 64 hexadecimal digits. It is what tells one content from another.</param>
/// <param name="Options">How it is read: columns, formats, zone. The same content read otherwise is another import.</param>
/// <param name="Lines">The last line that a row may begin in.</param>
/// <param name="Rows">Rows that can be counted.</param>
/// <param name="Bad">Rows that can't, by reason.</param>
/// <param name="First">The time of the first order; null where there are no rows.</param>
/// <param name="Last">The time of the last order, included.</param>
[GenerateSerializer, Immutable, Alias("tx.ImportFile")]
public sealed record ImportFile(
    [property: Id(0)] string Name,
    [property: Id(1)] string Sha256,
    [property: Id(2)] string Options,
    [property: Id(3)] long Lines,
    [property: Id(4)] long Rows,
    [property: Id(5)] ImmutableSortedDictionary<string, long> Bad,
    [property: Id(6)] DateTimeOffset? First,
    [property: Id(7)] DateTimeOffset? Last);

/// <summary>What is to be done where a file without ids covers a time that an earlier import covers.</summary>
[GenerateSerializer, Alias("tx.ImportOverlap")]
public enum ImportOverlap
{
    /// <summary>It is refused: the same orders may be in both.</summary>
    Refuse,

    /// <summary>Its rows count beside those that are there.</summary>
    Add,

    /// <summary>Rows of earlier imports between its first and its last order leave.</summary>
    Replace,
}
