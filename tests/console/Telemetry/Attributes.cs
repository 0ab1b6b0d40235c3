using System.Globalization;
using Orleans.Tx.Console.Tests.Telemetry.Otlp;

namespace Orleans.Tx.Console.Tests.Telemetry;

/// <summary>Attributes as texts.</summary>
internal static class Attributes
{
    public static IReadOnlyDictionary<string, string> Of(IEnumerable<KeyValue> attributes) =>
        attributes.ToDictionary(attribute => attribute.Key, attribute => Text(attribute.Value), StringComparer.Ordinal);

    public static string Text(AnyValue value) => value.ValueCase switch
    {
        AnyValue.ValueOneofCase.StringValue => value.StringValue,
        AnyValue.ValueOneofCase.BoolValue => value.BoolValue ? "true" : "false",
        AnyValue.ValueOneofCase.IntValue => value.IntValue.ToString(CultureInfo.InvariantCulture),
        AnyValue.ValueOneofCase.DoubleValue => value.DoubleValue.ToString(CultureInfo.InvariantCulture),
        _ => "",
    };
}
