using System.Collections.Immutable;

namespace Orleans.Tx.Grains.Imports;

/// <summary>An import as it stands in the store.</summary>
/// <param name="Number">Among the imports of the source, from 1.</param>
/// <param name="Line">The cursor: the line of the file up to which it is stored.</param>
/// <param name="Beside">The imports that were given together with it, itself included: it replaces none of their rows.</param>
/// <param name="Whole">Earlier imports whose rows leave whatever their time: the same content, read otherwise.</param>
/// <param name="TakenOutTo">The batch of the log up to which the rows that it replaces are taken out; null where there are none (left).</param>
/// <param name="ReplacedBy">The import that replaced it, or a part of it.</param>
public sealed record StoredImport(
    string Source, int Number, ImportFile File, bool Keyed, ImportState State, long Line, ImportCounts Counts,
    ImmutableArray<int> Beside, ImmutableArray<int> Whole, long? TakenOutTo, int? ReplacedBy,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    /// <summary>Rows that are there because of it.</summary>
    public long RowsLeft => Counts.Stored + Counts.Restated - Counts.Gone;

    /// <summary>It covers some of the time between two orders, both included.</summary>
    public bool Overlaps(ImportFile other) => File.First <= other.Last && other.First <= File.Last;

    /// <summary>It covers all of the time that another covers.</summary>
    public bool Spans(ImportFile other) => other.First is null || (File.First <= other.First && other.Last <= File.Last);

    public ImportStatus ToStatus() => new(
        Source, Number, File, Keyed, State, Line, Counts.Stored, Counts.Restated, Counts.AlreadyThere, Counts.Repeated, Counts.TakenOut, Counts.Gone,
        ReplacedBy, CreatedAt, UpdatedAt, Counts.PassedOver);
}

/// <summary>What became of the rows of an import.</summary>
/// <param name="TakenOut">Rows of earlier imports that it replaced.</param>
/// <param name="Gone">Rows of its own that left for later imports.</param>
/// <param name="PassedOver">Rows of customers who were forgotten.</param>
public readonly record struct ImportCounts(long Stored, long Restated, long AlreadyThere, long Repeated, long TakenOut, long Gone, long PassedOver)
{
    /// <summary>Rows of the file that have come.</summary>
    public long Met => Stored + Restated + AlreadyThere + Repeated + PassedOver;
}
