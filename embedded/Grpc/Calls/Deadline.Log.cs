using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server.Calls;

internal sealed partial class Deadline
{
    [LoggerMessage(EventId = 9101, Level = LogLevel.Warning, Message = "What listened to a call's cancellation failed when its deadline had passed.")]
    private static partial void LogListenerFailed(ILogger logger, Exception failure);
}
