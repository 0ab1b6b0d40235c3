using Microsoft.Extensions.Configuration;
using Orleans.Tx.Client.Telemetry;
using Orleans.Tx.Silo.Configuration;

namespace Orleans.Tx.Console.Tests.Telemetry;

public sealed class TelemetrySettingsTests
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318";

    [Theory]
    [InlineData("")]
    [InlineData("", "OTEL_EXPORTER_OTLP_ENDPOINT=")]
    [InlineData("", Endpoint, "OTEL_SDK_DISABLED=true")]
    [InlineData("", "OTEL_EXPORTER_OTLP_PROTOCOL=grpc", "OTEL_SERVICE_NAME=shop")]
    [InlineData("Traces,Metrics,Logs", Endpoint)]
    [InlineData("Traces,Metrics", Endpoint, "OTEL_LOGS_EXPORTER=none")]
    [InlineData("Metrics", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT=http://127.0.0.1:9090/api/v1/otlp/v1/metrics", "OTEL_EXPORTER_OTLP_METRICS_PROTOCOL=http/protobuf")]
    public void What_is_exported_is_what_has_an_endpoint_and_is_not_left_out(string exported, params string[] variables)
    {
        var settings = Settings(variables);

        Assert.Equal(exported, string.Join(',', Enum.GetValues<Signal>().Where(settings.Exports)));
        Assert.Equal(exported.Length > 0, settings.IsOn);
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT is no http or https URL; allowed: such as http://localhost:4318, or empty for no export", "OTEL_EXPORTER_OTLP_ENDPOINT=collector:4317")]
    [InlineData("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT is no http or https URL; allowed: such as http://localhost:4318, or empty for no export", "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT=/v1/logs")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL is 'http/json'; allowed: grpc, http/protobuf", Endpoint, "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL=http/json")]
    public void Variable_that_cannot_be_meant_is_named(string message, params string[] variables) =>
        Assert.Equal(message, Assert.Throws<ConfigurationException>(() => Settings(variables)).Message);

    private static TelemetrySettings Settings(string[] variables) => new(new ConfigurationBuilder()
        .AddInMemoryCollection(variables.Select(variable => variable.Split('=', 2)).Select(parts => KeyValuePair.Create(parts[0], (string?)parts[1])))
        .Build());
}
