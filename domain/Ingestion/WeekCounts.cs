namespace Orleans.Tx.Domain.Ingestion;

/// <summary>What became of the records of a run's stored pages.</summary>
/// <param name="Rows">Stored, and not there before.</param>
/// <param name="Restated">Stored before, and told differently now.</param>
/// <param name="Duplicates">Stored before, and the same.</param>
/// <param name="SetAside">Could not be read.</param>
/// <param name="Outside">Of another week; left to it.</param>
/// <param name="Filtered">Do not count, by the configuration.</param>
/// <param name="Repeated">Whatever became of them: the same run had met their ids before.</param>
/// <param name="Nameless">Whatever became of them: their ids can't be read.</param>
public readonly record struct WeekCounts(
    long Rows, long Restated, long Duplicates, long SetAside, long Outside, long Filtered = 0, long Repeated = 0, long Nameless = 0)
{
    /// <summary>Every record of the pages, each counted once.</summary>
    public long Records => Rows + Restated + Duplicates + SetAside + Outside + Filtered;

    /// <summary>Every id of the pages, each counted once.</summary>
    public long Distinct => Records - Repeated;

    public static WeekCounts operator +(WeekCounts left, WeekCounts right) => new(
        left.Rows + right.Rows, left.Restated + right.Restated, left.Duplicates + right.Duplicates, left.SetAside + right.SetAside,
        left.Outside + right.Outside, left.Filtered + right.Filtered, left.Repeated + right.Repeated, left.Nameless + right.Nameless);
}
