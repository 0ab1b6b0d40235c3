using System.Collections.Immutable;

namespace Orleans.Tx.Grains.Imports;

/// <summary>What opening the files of a command comes to.</summary>
/// <param name="Opened">The imports of the files, in their order: found or new.</param>
/// <param name="New">Those of them that are new.</param>
/// <param name="Replaced">Which earlier imports are replaced, or a part of them, and by which new one.</param>
public sealed record ImportPlan(
    IReadOnlyList<int> Opened, IReadOnlyList<NewImport> New, IReadOnlyDictionary<int, int> Replaced)
{
    /// <summary>Those that are new or go on: all of these are one log.</summary>
    public ImmutableArray<int> Beside => [.. Opened.Order()];
}

/// <summary>An import to be registered.</summary>
/// <param name="Whole">Earlier imports whose rows leave whatever their time.</param>
/// <param name="TakesOut">Rows of earlier imports leave before its own are stored.</param>
public sealed record NewImport(int Number, ImportFile File, bool Keyed, ImmutableArray<int> Whole, bool TakesOut);
