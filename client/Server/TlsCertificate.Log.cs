using Microsoft.Extensions.Logging;

namespace Orleans.Tx.Client.Server;

internal sealed partial class TlsCertificate
{
    [LoggerMessage(EventId = 7001, Level = LogLevel.Information, Message = "{File} has changed: new connections get the new certificate")]
    private partial void LogTaken(string file);

    [LoggerMessage(EventId = 7002, Level = LogLevel.Warning, Message = "{File} can't be used, the certificate from before goes on: {Why}")]
    private partial void LogPassedOver(string file, string why);
}
