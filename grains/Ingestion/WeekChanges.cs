namespace Orleans.Tx.Grains.Ingestion;

/// <summary>What orders do to weeks, in words.</summary>
internal static class WeekChanges
{
    /// <summary>Why an order changed nothing.</summary>
    public static TxException Refused(WeekOrder order, IReadOnlyList<StoredWeek> weeks) => new(
        TxError.Invalid,
        weeks is [var one]
            ? $"{one.Week} is {Text(one.State)}: {Allowed(order)}"
            : $"none of these {weeks.Count} weeks can be: {Allowed(order)}");

    private static string Allowed(WeekOrder order) => order switch
    {
        WeekOrder.Pause => "only a week that is queued or under way can be paused",
        WeekOrder.Resume => "only a paused week can be resumed",
        WeekOrder.Retry => "only a failed week can be retried; `repull` reads one again that was pulled",
        WeekOrder.Repull => "only a week that is not queued or under way can be pulled again",
        WeekOrder.Confirm => "only a week whose rows wait for a confirmation can be confirmed",
        _ => throw new ArgumentOutOfRangeException(nameof(order), order, "no order"),
    };

    private static string Text(WeekState state) => state.ToString().ToLowerInvariant();
}
