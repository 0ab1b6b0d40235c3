namespace Orleans.Tx.Domain.Ingestion;

/// <summary>Rows of a week that a whole run did not see.</summary>
/// <param name="Stored">Rows of the week in all.</param>
/// <param name="Unseen">Those that the run did not see.</param>
/// <param name="Twice">Those that the run before did not see either.</param>
public readonly record struct UnseenRows(long Stored, long Unseen, long Twice);
