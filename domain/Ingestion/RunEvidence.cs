namespace Orleans.Tx.Domain.Ingestion;

/// <summary>What a run that has stored every page knows of its week.</summary>
/// <param name="Total">Records in all, as the source said last; null where it does not say.</param>
/// <param name="TotalChanged">It said different numbers during the run.</param>
/// <param name="Before">The counts of earlier runs that ended under the same total, the last one last.</param>
public readonly record struct RunEvidence(WeekCounts Counts, long? Total, bool TotalChanged, IReadOnlyList<WeekCounts> Before)
{
    /// <summary>
    /// The run met as many different records as the source says there are. A record that came twice while another was missed, as
    /// happens where pages shift, does not match; a source that lists records twice by itself does once three runs in a row found the
    /// same: two may have missed the same record by chance.
    /// </summary>
    public bool Matches => Total is null || Total == Counts.Distinct || (FoundTheSame && IsSame(Before[^1], Before.SkipLast(1)));

    /// <summary>Records came twice, and the run before found exactly the same.</summary>
    public bool FoundTheSame => Total == Counts.Records && IsSame(Counts, Before);

    /// <summary>What the run did not see may be gone: it met all that the source told of, and could read every id.</summary>
    public bool TellsWhatIsGone => Counts.Nameless == 0 && !TotalChanged && Matches;

    private static bool IsSame(WeekCounts run, IEnumerable<WeekCounts> before) =>
        before.Any() && before.Last() is var last && run is { Rows: 0, Restated: 0 } && (last.Records, last.Distinct) == (run.Records, run.Distinct);
}
