using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Orleans.Tx.Client.Telemetry;

/// <summary>
/// Exports a host's traces and metrics from before its other services start until after they stopped, so that what the last of them did
/// is told as well. Where nobody takes it, it is dropped: the service goes on, and nothing is logged.
/// </summary>
internal sealed partial class TelemetryExport(TelemetrySettings settings, IMeterFactory meters, ILogger<TelemetryExport> logger)
    : IHostedLifecycleService, IDisposable
{
    private const string Own = "Orleans.Tx.*";
    private const int MostMilliseconds = 5000;

    /// <summary>What is exported beside our own: requests to the gateway, and .NET's runtime.</summary>
    private static readonly string[] Others = ["Microsoft.AspNetCore.Hosting", "System.Runtime"];

    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        if (settings.Exports(Signal.Traces))
            _traces = Sdk.CreateTracerProviderBuilder()
                .ConfigureServices(services => services.AddSingleton(settings.Variables))
                .SetResourceBuilder(TelemetrySettings.Resource())
                .AddSource(Own)
                .AddOtlpExporter()
                .Build();
        if (settings.Exports(Signal.Metrics))
            _metrics = Sdk.CreateMeterProviderBuilder()
                .ConfigureServices(services => services.AddSingleton(settings.Variables))
                .SetResourceBuilder(TelemetrySettings.Resource())
                .AddMeter([Own, .. Others])
                .AddView(OfThisHost)
                .AddOtlpExporter()
                .Build();
        LogExported(string.Join(", ", Enum.GetValues<Signal>().Where(settings.Exports)).ToLowerInvariant());
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Both at once, for a receiver that hangs takes the most of each.
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Task.Run(() => _traces?.Shutdown(MostMilliseconds), CancellationToken.None),
        Task.Run(() => _metrics?.Shutdown(MostMilliseconds), CancellationToken.None));

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    // Several hosts of one process each have instruments of the same names.
    private MetricStreamConfiguration? OfThisHost(Instrument instrument) =>
        instrument.Meter.Scope is IMeterFactory of && !ReferenceEquals(of, meters) ? MetricStreamConfiguration.Drop : null;
}
