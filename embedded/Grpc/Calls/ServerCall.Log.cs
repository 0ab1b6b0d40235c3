using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server.Calls;

internal sealed partial class ServerCall
{
    [LoggerMessage(EventId = 9111, Level = LogLevel.Information, Message = "{Method} was refused: {StatusCode}, {Detail}")]
    private static partial void LogRefused(ILogger logger, string method, StatusCode statusCode, string detail, Exception? cause);

    [LoggerMessage(EventId = 9112, Level = LogLevel.Debug, Message = "{Method} was given up by its caller.")]
    private static partial void LogGivenUp(ILogger logger, string method);

    [LoggerMessage(EventId = 9113, Level = LogLevel.Error, Message = "{Method} failed.")]
    private static partial void LogFailed(ILogger logger, string method, Exception failure);

    [LoggerMessage(EventId = 9114, Level = LogLevel.Error, Message = "{Method} has trailers that can't be sent.")]
    private static partial void LogTrailers(ILogger logger, string method, Exception failure);
}
