using Microsoft.Extensions.Logging;

namespace Orleans.Tx.Silo.Postgres;

internal sealed partial class Database
{
    [LoggerMessage(
        EventId = 4001, Level = LogLevel.Information, Message = "Attempt {Attempt} at the store met {SqlState} ({Reason}) and is made again.")]
    private partial void LogRetry(int attempt, string sqlState, string reason);

    [LoggerMessage(EventId = 4002, Level = LogLevel.Warning, Message = "{Reason}")]
    private partial void LogAway(string reason);

    [LoggerMessage(EventId = 4003, Level = LogLevel.Error, Message = "The store refused a statement.")]
    private partial void LogRefused(Exception exception);
}
