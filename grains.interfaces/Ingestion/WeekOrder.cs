namespace Orleans.Tx.Grains.Ingestion;

/// <summary>What a person wants done with weeks that were asked for before.</summary>
[GenerateSerializer, Alias("tx.WeekOrder")]
public enum WeekOrder
{
    /// <summary>Stops what is queued or under way; nothing that is stored is lost.</summary>
    Pause,

    /// <summary>Goes on with what was paused.</summary>
    Resume,

    /// <summary>Goes on with what failed.</summary>
    Retry,

    /// <summary>Reads a week again from its first page.</summary>
    Repull,

    /// <summary>Lets the rows go that wait for that.</summary>
    Confirm,
}
