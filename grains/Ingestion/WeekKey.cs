using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>The key of a week grain: <c>source/2026-W47</c>. Names of sources hold no slash.</summary>
internal readonly record struct WeekKey(string Source, Week Week)
{
    /// <exception cref="FormatException">The text is no such key.</exception>
    public static WeekKey Parse(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        return slash > 0
            ? new WeekKey(key[..slash], Week.Parse(key[(slash + 1)..]))
            : throw new FormatException($"'{key}' is no week of a source: it is written source/2026-W47");
    }

    public override string ToString() => $"{Source}/{Week}";
}
