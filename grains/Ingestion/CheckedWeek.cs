using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Grains.Catalog;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>Which week a configuration is tried with.</summary>
public static class CheckedWeek
{
    /// <exception cref="TxException">The text is no week.</exception>
    public static Week Of(string? asked, SourceSettings settings, TimeProvider time)
    {
        if (asked is null)
            return Week.Of(time.GetUtcNow().AddDays(-7), settings.Zone);
        return Week.TryParse(asked, out var week)
            ? week
            : throw new TxException(TxError.Invalid, $"'{asked}' is no week: write it like 2026-W40");
    }
}
