using Microsoft.Extensions.Logging;

namespace Orleans.Tx.Grains.Jobs;

// Event ids of this folder: 1500-1599.
internal sealed partial class Job
{
    [LoggerMessage(1500, LogLevel.Warning, "The {Kind} of {Source} could not be finished")]
    private partial void LogFailed(string kind, string source, Exception failure);
}
