namespace Orleans.Tx.Grains.Watching;

/// <summary>What needs a person.</summary>
public static class AlertKinds
{
    /// <summary>The pull of a week stopped by an answer that will not change by itself.</summary>
    public const string WeekFailed = "week-failed";

    /// <summary>A week is under way and nothing of it was stored for long.</summary>
    public const string WeekStalled = "week-stalled";

    /// <summary>The aggregates are far behind the stored rows.</summary>
    public const string Lag = "lag";
}
