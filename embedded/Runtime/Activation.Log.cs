using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

internal sealed partial class Activation
{
    [LoggerMessage(EventId = 9001, Level = LogLevel.Error, Message = "Grain {GrainId} could not be activated.")]
    private static partial void LogActivationFailed(ILogger logger, GrainId grainId, Exception failure);

    [LoggerMessage(EventId = 9002, Level = LogLevel.Error, Message = "Grain {GrainId} did not deactivate cleanly.")]
    private static partial void LogDeactivationFailed(ILogger logger, GrainId grainId, Exception? failure);

    [LoggerMessage(EventId = 9003, Level = LogLevel.Warning, Message = "Grain {GrainId} is deactivated: its state in memory is stale.")]
    private static partial void LogStaleState(ILogger logger, GrainId grainId, Exception failure);
}
