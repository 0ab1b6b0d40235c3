using Microsoft.Extensions.Logging;

namespace Orleans.Tx.Grains.Revenue;

// Event ids of this folder: 1200-1299.
internal sealed partial class ProjectionGrain
{
    [LoggerMessage(1200, LogLevel.Information, "Projection of {Source}: interrupted, goes on from the stored position")]
    private partial void LogInterrupted(string source);

    [LoggerMessage(1201, LogLevel.Warning, "Projection of {Source}: someone else moved the aggregates, they are read again: {Reason}")]
    private partial void LogStale(string source, string reason);

    [LoggerMessage(1202, LogLevel.Warning, "Projection of {Source}: stands still, will be tried again")]
    private partial void LogLost(string source, Exception failure);

    [LoggerMessage(1203, LogLevel.Information, "Projection of {Source}: a reader was not told of a commit: {Reason}")]
    private partial void LogNotTold(string source, string reason);

    [LoggerMessage(1204, LogLevel.Information, "Projection of {Source}: {Entries} entries in bulk, up to batch {Position}")]
    private partial void LogInBulk(string source, long entries, long position);

    [LoggerMessage(1206, LogLevel.Information, "Projection of {Source}: made anew from {Entries} entries up to batch {Position}, epoch {Epoch}, months of {Zone}")]
    private partial void LogRebuilt(string source, long entries, long position, int epoch, string zone);

    [LoggerMessage(1205, LogLevel.Warning, "Projection of {Source}: {Notice}")]
    private partial void LogNotice(string source, string notice);
}
