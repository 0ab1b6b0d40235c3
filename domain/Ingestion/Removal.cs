namespace Orleans.Tx.Domain.Ingestion;

/// <summary>
/// Which rows leave the store because the source no longer has them. Rows are what people trust: where the source tells how many
/// records there are, a run that met them all is believed; where it does not, only two runs in a row are. Never believed without a
/// person: an empty week, and more than the configured share of the rows.
/// </summary>
/// <param name="Rows">How many leave, or would.</param>
/// <param name="OnlyTwice">Only rows that two runs in a row did not see.</param>
/// <param name="NeedsPerson">They stay until a person confirms.</param>
public readonly record struct Removal(long Rows, bool OnlyTwice, bool NeedsPerson)
{
    /// <param name="most">The share of the week's rows that may leave without a person, from 0 to 1.</param>
    public static Removal Of(RunEvidence run, UnseenRows rows, double most)
    {
        var onlyTwice = run.Total is null;
        var leaving = !run.TellsWhatIsGone ? 0 : onlyTwice ? rows.Twice : rows.Unseen;
        return new Removal(leaving, onlyTwice, leaving > 0 && (run.Counts.Distinct == 0 || leaving > most * rows.Stored));
    }
}
