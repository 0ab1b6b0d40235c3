using Orleans.Tx.Domain.Monetary;

namespace Orleans.Tx.Silo.Configuration;

/// <summary>Where a page has its records, and a record its fields. Pointers into a record begin at the record.</summary>
public sealed class RecordOptions
{
    /// <summary>The array of records; empty: the whole body.</summary>
    public JsonPointer Items { get; init; } = JsonPointer.Parse("/data");

    /// <summary>An answer without that array is an empty page instead of an error.</summary>
    public bool ItemsOptional { get; init; }

    public JsonPointer Id { get; init; } = JsonPointer.Parse("/id");

    /// <summary>Who bought: the first of these places that holds something.</summary>
    public IReadOnlyList<JsonPointer> Customer { get; init; } = [JsonPointer.Parse("/customer_id")];

    public JsonPointer OccurredAt { get; init; } = JsonPointer.Parse("/created_at");

    /// <summary>How that time is written, the first that fits; none: ISO 8601, numbers as seconds since 1970.</summary>
    public IReadOnlyList<TimeFormat> OccurredAtFormat { get; init; } = [];

    public JsonPointer Amount { get; init; } = JsonPointer.Parse("/amount");

    public AmountUnit AmountUnit { get; init; } = AmountUnit.Major;

    /// <summary>Digits of currencies' minor units, where they are not those of ISO 4217.</summary>
    public IReadOnlyDictionary<string, int> MinorDigits { get; init; } = new Dictionary<string, int>();

    /// <summary>The currency's code; null where records name none.</summary>
    public JsonPointer? Currency { get; init; } = JsonPointer.Parse("/currency");

    /// <summary>The currency of records that name none; null: it stays unknown.</summary>
    public Currency? DefaultCurrency { get; init; }

    /// <summary>Values that a record must have in these places to count.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Where { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Values in these places that turn the amount's sign.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Negative { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
}
