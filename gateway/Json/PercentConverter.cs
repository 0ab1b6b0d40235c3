using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orleans.Tx.Gateway.Json;

/// <summary>Writes a percentage as a number with exactly two decimals, or null.</summary>
internal sealed class PercentConverter : JsonConverter<decimal?>
{
    public override bool HandleNull => true;

    public override decimal? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? null : reader.GetDecimal();

    public override void Write(Utf8JsonWriter writer, decimal? value, JsonSerializerOptions options)
    {
        if (PercentText.Of(value) is { } percent)
            writer.WriteRawValue(percent);
        else
            writer.WriteNullValue();
    }
}
