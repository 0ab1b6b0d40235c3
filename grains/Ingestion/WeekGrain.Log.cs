using Microsoft.Extensions.Logging;

namespace Orleans.Tx.Grains.Ingestion;

// Event ids of this folder: 1100-1199.
internal sealed partial class WeekGrain
{
    [LoggerMessage(1100, LogLevel.Information, "{Week}: run {Run} goes on from page {Page}")]
    private partial void LogStarted(WeekKey week, int run, long page);

    [LoggerMessage(1101, LogLevel.Information, "{Week}: {State} with {Rows} new rows, {Requests} requests")]
    private partial void LogEnded(WeekKey week, WeekState state, long rows, long requests);

    [LoggerMessage(1102, LogLevel.Information, "{Week}: interrupted, goes on from the stored cursor when started again")]
    private partial void LogInterrupted(WeekKey week);

    [LoggerMessage(1103, LogLevel.Warning, "{Week}: someone else is at it: {Reason}")]
    private partial void LogMoved(WeekKey week, string reason);

    [LoggerMessage(1104, LogLevel.Error, "{Week}: failed: {Reason}")]
    private partial void LogFailed(WeekKey week, string reason);

    [LoggerMessage(1105, LogLevel.Warning, "{Week}: lost, will be started again")]
    private partial void LogLost(WeekKey week, Exception failure);

    [LoggerMessage(1106, LogLevel.Warning, "{Week}: the API no longer knows where the run was; it begins again: {Reason}")]
    private partial void LogLostPlace(WeekKey week, string reason);
}
