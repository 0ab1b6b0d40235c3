using Microsoft.Extensions.Logging;

namespace Orleans.Tx.Grains.Watching;

// Event ids of this folder: 1800-1899.
internal sealed partial class WatchGrain
{
    [LoggerMessage(1800, LogLevel.Warning, "Watch: the sources can't be looked at, which is tried again: {Reason}")]
    private partial void LogBlind(string reason);

    [LoggerMessage(1801, LogLevel.Warning, "Watch: an alert was not heard and is told again, until it is: {Reason}")]
    private partial void LogUnheard(string reason);

    [LoggerMessage(1802, LogLevel.Information, "Watch: alerts are heard again")]
    private partial void LogHeard();

    [LoggerMessage(1803, LogLevel.Information, "Watch: someone else keeps it: {Reason}")]
    private partial void LogMoved(string reason);
}
