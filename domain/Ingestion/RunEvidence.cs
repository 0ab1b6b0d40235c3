namespace Orleans.Tx.Domain.Ingestion;

/// <summary>What a run that has stored every page knows of its week.</summary>
/// <param name="Total">Records in all, as the source said last; null where it does not say.</param>
/// <param name="TotalChanged">It said different numbers during the run.</param>
/// <param name="Before">The counts of the run before this one, where that was ended under the same total; null where there was none.</param>
public readonly record struct RunEvidence(WeekCounts Counts, long? Total, bool TotalChanged, WeekCounts? Before)
{
    /// <summary>
    /// The run met as many different records as the source says there are. A record that came twice while another was missed, as
    /// happens where pages shift, does not match; a source that lists records twice by itself does once a second run found the same.
    /// </summary>
    public bool Matches => Total is null || Total == Counts.Distinct || (Total == Counts.Records && FoundTheSame);

    /// <summary>What the run did not see may be gone: it met all that the source told of, and could read every id.</summary>
    public bool TellsWhatIsGone => Counts.Nameless == 0 && !TotalChanged && Matches;

    private bool FoundTheSame =>
        Before is { } before && Counts is { Rows: 0, Restated: 0 } && (before.Records, before.Distinct) == (Counts.Records, Counts.Distinct);
}
