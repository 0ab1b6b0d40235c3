namespace Orleans.Tx.Client.Importing;

/// <summary>A row of a file.</summary>
/// <param name="Line">The line that it begins in, from 1 within its block.</param>
/// <param name="Time">In microseconds since 1970, UTC.</param>
/// <param name="Currency">Its number in the table of the log.</param>
internal readonly record struct FileRow(long Line, string Customer, long Time, decimal Amount, int Currency, string? Id);
