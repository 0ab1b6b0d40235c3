using System.Reflection;
using Microsoft.Extensions.Configuration;
using OpenTelemetry.Resources;
using Orleans.Tx.Silo.Configuration;

namespace Orleans.Tx.Client.Telemetry;

/// <summary>
/// What is exported where: OpenTelemetry's own variables say it, as
/// https://opentelemetry.io/docs/specs/otel/protocol/exporter/ and https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
/// define them. Without an endpoint nothing is exported.
/// </summary>
internal sealed class TelemetrySettings
{
    private const string ServiceName = "orleans-tx";

    /// <param name="variables">Environment variables by their names.</param>
    /// <exception cref="ConfigurationException">A variable has a value that can't be meant.</exception>
    public TelemetrySettings(IConfiguration variables)
    {
        Variables = variables;
        foreach (var signal in Enum.GetValues<Signal>().Where(Exports))
            Check(signal);
    }

    /// <summary>The variables, which the exporters read themselves.</summary>
    public IConfiguration Variables { get; }

    /// <summary>Whether anything is exported.</summary>
    public bool IsOn => Enum.GetValues<Signal>().Any(Exports);

    public bool Exports(Signal signal) =>
        EndpointOf(signal) is not null && this[$"OTEL_{NameOf(signal)}_EXPORTER"] is not "none"
        && this["OTEL_SDK_DISABLED"]?.Equals("true", StringComparison.OrdinalIgnoreCase) is not true;

    /// <summary>Who exports: one process of a service. The variables may say otherwise.</summary>
    public static ResourceBuilder Resource() => ResourceBuilder.CreateEmpty()
        .AddService(
            ServiceName, serviceVersion: Assembly.GetExecutingAssembly().GetName().Version?.ToString(3), autoGenerateServiceInstanceId: false,
            serviceInstanceId: FormattableString.Invariant($"{Environment.MachineName}-{Environment.ProcessId}"))
        .AddTelemetrySdk()
        .AddEnvironmentVariableDetector();

    private string? this[string variable] => Variables[variable] is { Length: > 0 } value ? value : null;

    private static string NameOf(Signal signal) => signal.ToString().ToUpperInvariant();

    private (string Variable, string Value)? EndpointOf(Signal signal) => Either(signal, "ENDPOINT");

    private (string Variable, string Value)? Either(Signal signal, string what)
    {
        string[] variables = [$"OTEL_EXPORTER_OTLP_{NameOf(signal)}_{what}", $"OTEL_EXPORTER_OTLP_{what}"];
        return (from variable in variables let value = this[variable] where value is not null select ((string, string)?)(variable, value)).FirstOrDefault();
    }

    // What is wrong would else be told to nobody: the exporter would send elsewhere, or nothing.
    private void Check(Signal signal)
    {
        if (EndpointOf(signal) is (var variable, var url) && !(Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
            throw new ConfigurationException($"{variable} is no http or https URL; allowed: such as http://localhost:4318, or empty for no export");
        if (Either(signal, "PROTOCOL") is (var name, var protocol) && protocol is not ("grpc" or "http/protobuf"))
            throw new ConfigurationException($"{name} is '{protocol}'; allowed: grpc, http/protobuf");
    }
}
