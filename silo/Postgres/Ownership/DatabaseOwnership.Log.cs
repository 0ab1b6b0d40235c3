using Microsoft.Extensions.Logging;

namespace Orleans.Tx.Silo.Postgres.Ownership;

// Event ids of this folder: 2300-2399.
internal sealed partial class DatabaseOwnership
{
    [LoggerMessage(2300, LogLevel.Warning, "The session that owns the database is lost and will be taken up again: {Reason}")]
    private partial void LogSessionLost(string reason);

    [LoggerMessage(2301, LogLevel.Error, "The database is owned by another program now: {Reason}")]
    private partial void LogTaken(string reason);
}
