namespace Orleans.Tx.Silo.Source.Records;

/// <summary>Why a record can't be read.</summary>
internal static class SetAsideReason
{
    /// <summary>None of the reasons: the record can be read so far, and does not count, by the key Where.</summary>
    public const string Filtered = "filtered";

    /// <summary>It is no JSON object.</summary>
    public const string NotAnObject = "not-an-object";

    /// <summary>It holds a NUL character or what is no valid Unicode, which the store can't keep.</summary>
    public const string BadText = "bad-text";

    /// <summary>Nothing, null or blank where the id should be.</summary>
    public const string MissingId = "missing-id";

    /// <summary>The id is neither text nor a number, or too long.</summary>
    public const string BadId = "bad-id";

    public const string MissingCustomer = "missing-customer";
    public const string BadCustomer = "bad-customer";
    public const string MissingTime = "missing-time";

    /// <summary>The time fits none of the formats, or lies beyond the years 1 to 9999.</summary>
    public const string BadTime = "bad-time";

    public const string MissingAmount = "missing-amount";

    /// <summary>The amount is no number, or has more digits than are kept.</summary>
    public const string BadAmount = "bad-amount";

    /// <summary>The amount counts minor units, and there is no currency to say which.</summary>
    public const string MissingCurrency = "missing-currency";

    /// <summary>No currency code; for amounts in minor units, also one whose digits are not known.</summary>
    public const string BadCurrency = "bad-currency";
}
