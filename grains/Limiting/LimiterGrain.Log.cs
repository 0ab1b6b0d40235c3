using Microsoft.Extensions.Logging;

namespace Orleans.Tx.Grains.Limiting;

// Event ids of this folder: 1300-1399.
internal sealed partial class LimiterGrain
{
    [LoggerMessage(1300, LogLevel.Information, "Limiter of {Source}: what was reserved ahead stays held after the restart: {Reason}")]
    private partial void LogNotSaved(string source, string reason);

    [LoggerMessage(1301, LogLevel.Warning, "Limiter of {Source}: that the source refused is not stored yet: {Reason}")]
    private partial void LogNotStored(string source, string reason);
}
