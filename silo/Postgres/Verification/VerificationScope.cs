using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Silo.Postgres.Verification;

/// <summary>What there is to compare, and up to where.</summary>
/// <param name="Zone">The zone that the months were cut in; null before the first commit.</param>
/// <param name="FirstWeek">The Monday of the first week in the log; null for an empty one.</param>
/// <param name="LastWeek">That of the last.</param>
internal sealed record VerificationScope(
    int Epoch, long Position, long LastBatch, string? Zone, DateOnly? FirstWeek, DateOnly? LastWeek, long Rows, long Ledgers, long Cells)
{
    /// <summary>The first month that a row can lie in: a week is its source's, a month the reporting zone's.</summary>
    public Month FirstMonth => Month.Of((FirstWeek ?? default(DateOnly).AddYears(1)).AddDays(-7));

    /// <summary>The instants at which the months begin, from the first on to the one after the last: as it was kept, then by the zone.</summary>
    /// <exception cref="Grains.TxException">The zone is not known here.</exception>
    public DateTime[] MonthStarts(IReadOnlyDictionary<Month, DateTimeOffset> kept)
    {
        var months = StoredMonths.Calendar(Zone ?? TimeZoneInfo.Utc.Id, kept);
        var last = Month.Of((LastWeek ?? FirstMonth.FirstDay).AddDays(14)).Next;
        return [.. Enumerable.Range(FirstMonth.Ordinal, last.Ordinal - FirstMonth.Ordinal + 1).Select(ordinal => months.StartOf(Month.OfOrdinal(ordinal)).UtcDateTime)];
    }
}
