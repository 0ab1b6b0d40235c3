using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Tx.Silo.Configuration;

namespace Orleans.Tx.Client.Telemetry;

/// <summary>Exports what a host tells of itself by OTLP: a silo, a gateway, or both in one process.</summary>
internal static class TelemetryExtensions
{
    /// <summary>Adds the export, if the environment names somebody who takes it.</summary>
    /// <exception cref="ConfigurationException">A variable of OpenTelemetry has a value that can't be meant.</exception>
    public static IHostApplicationBuilder AddTelemetry(this IHostApplicationBuilder builder)
    {
        var settings = new TelemetrySettings(new ConfigurationBuilder().AddEnvironmentVariables().Build());
        if (!settings.IsOn)
            return builder;

        builder.Services.AddMetrics();
        builder.Services.AddSingleton(settings);
        builder.Services.AddHostedService<TelemetryExport>();
        if (settings.Exports(Signal.Logs))
            builder.Services.AddSingleton<ILoggerProvider>(_ => new ExportedLogs(settings));
        return builder;
    }
}
