namespace Orleans.Tx.Grains.Ingestion;

/// <summary>Why a record stays set aside although there may be nothing wrong with it.</summary>
public static class LeftReason
{
    /// <summary>It can be read, and its time lies in another week.</summary>
    public const string OutsideWeek = "outside-week";

    /// <summary>It can be read so far, and does not count, by the key Where.</summary>
    public const string Filtered = "filtered";

    /// <summary>What is kept is not the whole record, or not as it came.</summary>
    public const string KeptInPart = "kept-in-part";

    /// <summary>Its week is queued or under way.</summary>
    public const string UnderWay = "under-way";

    /// <summary>Its week was pulled anew since.</summary>
    public const string EarlierRun = "earlier-run";

    /// <summary>No such record is set aside.</summary>
    public const string Gone = "gone";
}
