using Microsoft.Extensions.Logging;

namespace Orleans.Tx.Client.Telemetry;

// Event ids of this folder: 3200-3299.
internal sealed partial class TelemetryExport
{
    [LoggerMessage(3200, LogLevel.Information, "Telemetry is exported by OTLP: {Signals}")]
    private partial void LogExported(string signals);
}
