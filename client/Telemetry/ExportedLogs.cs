using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;

namespace Orleans.Tx.Client.Telemetry;

/// <summary>Exports a host's logs, as its filters let them through.</summary>
internal sealed class ExportedLogs(TelemetrySettings settings) : ILoggerProvider
{
    private readonly ILoggerFactory _exported = LoggerFactory.Create(logging =>
    {
        logging.Services.AddSingleton(settings.Variables);
        logging.SetMinimumLevel(LogLevel.Trace).AddOpenTelemetry(options =>
        {
            options.IncludeFormattedMessage = true;
            options.SetResourceBuilder(TelemetrySettings.Resource()).AddOtlpExporter();
        });
    });

    public ILogger CreateLogger(string categoryName) => _exported.CreateLogger(categoryName);

    public void Dispose() => _exported.Dispose();
}
