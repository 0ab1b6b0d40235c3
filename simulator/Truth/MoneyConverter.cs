using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orleans.Tx.Simulator.Truth;

/// <summary>Money is a string, exact, with at least two decimals.</summary>
internal sealed class MoneyConverter : JsonConverter<decimal>
{
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        decimal.Parse(reader.GetString()!, CultureInfo.InvariantCulture);

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
        writer.WriteStringValue((value + 0.00m).ToString(CultureInfo.InvariantCulture));
}
