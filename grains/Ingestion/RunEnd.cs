namespace Orleans.Tx.Grains.Ingestion;

/// <summary>How a run ends that has stored every page.</summary>
/// <param name="State">What the week is then.</param>
/// <param name="Message">What there is to know of it, in a sentence.</param>
/// <param name="Leaving">Rows that wait for a person to let them go.</param>
/// <param name="ReadAgain">The week is to be read once more, by itself.</param>
public sealed record RunEnd(WeekState State, string? Message, long Leaving = 0, bool ReadAgain = false);
