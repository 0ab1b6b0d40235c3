namespace Orleans.Tx.Grains.Imports;

/// <summary>How final what came from order files is.</summary>
internal sealed class ImportCoverage(IReadOnlyList<StoredImport> imports)
{
    public static ImportCoverage None { get; } = new([]);

    public bool Any => imports.Count > 0;

    /// <summary>Every file that something is there of is there whole, and so is what took the place of rows that left.</summary>
    public bool IsWhole => imports.All(IsWholeOrGone);

    /// <summary>Rows of the files that could not be read; those of a file that was replaced count no more.</summary>
    public long Bad => imports.Where(import => import.ReplacedBy is null).Sum(import => import.File.Bad.Values.Sum());

    private bool IsWholeOrGone(StoredImport import)
    {
        if (import.State == ImportState.Done)
            return true;
        if (import.State != ImportState.Cancelled || import.RowsLeft > 0)
            return false;
        return import.Counts.TakenOut == 0 || imports.Any(other => other.Number == import.ReplacedBy && other.Spans(import.File) && IsWholeOrGone(other));
    }
}
