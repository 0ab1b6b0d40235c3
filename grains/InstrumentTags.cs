using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Grains;

/// <summary>What measurements and spans are told apart by. Metrics never have a customer or a week: there is no end of those.</summary>
public static class InstrumentTags
{
    /// <summary>The source's name.</summary>
    public const string Source = "tx.source";

    /// <summary>What became of something, out of a few words.</summary>
    public const string Outcome = "tx.outcome";

    /// <summary>What weeks do: the name of a <see cref="Orleans.Tx.Grains.Ingestion.WeekState"/> in lower case.</summary>
    public const string State = "tx.week.state";

    /// <summary>The ISO week; of spans only.</summary>
    public const string Week = "tx.week";

    /// <summary>Which attempt at the week; of spans only.</summary>
    public const string Run = "tx.run";

    /// <summary>The place of a page in its week, from 0; of spans only.</summary>
    public const string Page = "tx.page";

    public static KeyValuePair<string, object?> OfSource(string source) => new(Source, source);

    /// <summary>A state as measurements, the store and messages write it.</summary>
    public static string Of(WeekState state) => state.ToString().ToLowerInvariant();

    public static KeyValuePair<string, object?> OfOutcome(string outcome) => new(Outcome, outcome);
}
