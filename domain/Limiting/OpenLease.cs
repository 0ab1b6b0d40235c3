namespace Orleans.Tx.Domain.Limiting;

/// <summary>Permits granted together.</summary>
/// <param name="Permits">How many of them are not settled.</param>
/// <param name="Counted">How many requests the server may have counted, at most, before these.</param>
internal readonly record struct OpenLease(int Permits, DateTimeOffset Granted, int Counted);
