namespace Orleans.Tx.Silo.Postgres.Revenue;

/// <summary>A batch as it stands in the log.</summary>
/// <param name="Number">Its place in the source's log.</param>
/// <param name="Uid">What its rows carry.</param>
/// <param name="Week">The Monday of the week that all its rows belong to.</param>
/// <param name="Entries">How many entries it has: rows put in place and rows taken back.</param>
internal sealed record LoggedBatch(long Number, long Uid, DateOnly Week, int Entries);
