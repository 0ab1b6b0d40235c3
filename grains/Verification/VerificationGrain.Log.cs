using Microsoft.Extensions.Logging;

namespace Orleans.Tx.Grains.Verification;

// Event ids of this folder: 1400-1499.
internal sealed partial class VerificationGrain
{
    [LoggerMessage(1400, LogLevel.Information, "Verification of {Source}: {Differences} differences at batch {Position} of {LastBatch}")]
    private partial void LogDone(string source, long differences, long position, long lastBatch);
}
