using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Silo.Postgres.Imports;

/// <summary>A batch of an earlier import whose rows may have to leave.</summary>
/// <param name="IsWhole">All its rows leave, whatever their time.</param>
internal sealed record LeavingBatch(long Number, long Uid, Week Week, int Rows, bool IsWhole);
