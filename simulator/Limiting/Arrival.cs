namespace Orleans.Tx.Simulator.Limiting;

/// <summary>What became of a request at the door.</summary>
/// <param name="Number">Counted from 1 over all requests, in the order of arrival.</param>
/// <param name="Accepted">Whether the limit let it in.</param>
/// <param name="RetryAfter">For a rejected one: when the window has room again, at today's capacity.</param>
internal readonly record struct Arrival(long Number, bool Accepted, TimeSpan RetryAfter);
