using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Ingestion;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>What reading kept records of one run of a week again came to.</summary>
/// <param name="Good">Those that can be read now, in order.</param>
/// <param name="Bad">Those that can't, for another reason than before.</param>
public sealed record RetriedRecords(
    string Source, Week Week, int Run, IReadOnlyList<GoodRecord> Good, IReadOnlyList<(SetAsideId Id, string Reason)> Bad);

/// <summary>A record that can be read now.</summary>
/// <param name="SeenAt">When it was set aside: a row that was stored later is newer.</param>
public readonly record struct GoodRecord(SetAsideId Id, DateTimeOffset SeenAt, Transaction Row);

/// <summary>What storing them changed.</summary>
/// <param name="AlreadyThere">Those whose row was there and the same, or was stored later than they were set aside.</param>
/// <param name="Forgotten">Those whose customer was forgotten: they are set aside no more, and no rows.</param>
public sealed record RetriedCounts(long Stored, long Restated, long AlreadyThere, long Forgotten = 0);
