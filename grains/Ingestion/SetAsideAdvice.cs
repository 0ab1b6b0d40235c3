namespace Orleans.Tx.Grains.Ingestion;

/// <summary>What to do about records that are set aside.</summary>
internal static class SetAsideAdvice
{
    // Each kind of reason and the key that says where the field is.
    private static readonly (string Field, string Key)[] Keys =
    [
        ("id", "Records:Id"), ("customer", "Records:Customer (it may be a list of places)"), ("time", "Records:OccurredAt or OccurredAtFormat"),
        ("amount", "Records:Amount"), ("currency", "Records:Currency, DefaultCurrency or MinorDigits"), ("object", "Records:Items"),
    ];

    /// <summary>The key to look at for a reason such as <c>missing-customer</c>; null where no key would help.</summary>
    public static string? KeyOf(string reason) => Keys.FirstOrDefault(each => reason.EndsWith(each.Field, StringComparison.Ordinal)).Key;

    /// <summary>A sentence.</summary>
    public static string Of(string reason) => reason switch
    {
        LeftReason.OutsideWeek => "its time lies in another week: if it is read rightly, repull the week to have it counted as outside, and pull the week it belongs to",
        LeftReason.Filtered => "it does not count, by Records:Where: if that is right, repull the week to have it counted as filtered",
        LeftReason.KeptInPart => "only a part of it is kept (64 KB at most, and nothing that is no Unicode): repull the week",
        LeftReason.UnderWay => "its week is queued or under way: retry when that has ended",
        LeftReason.EarlierRun => "its week was pulled anew since, and what that run could not read is set aside by itself",
        LeftReason.Gone => "no such record is set aside: it may have been stored meanwhile",
        "bad-text" => "it holds a NUL or what is no Unicode: ask the API's people, then repull the week",
        _ when KeyOf(reason) is { } key => $"look at {key}, then retry; if the record itself is wrong, ask the API's people and repull the week",
        _ => "look at the record; when the configuration fits it, retry, or repull the week",
    };
}
