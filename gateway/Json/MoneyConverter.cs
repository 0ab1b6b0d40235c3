using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orleans.Tx.Gateway.Json;

/// <summary>Writes money as a string, so that no reader turns it into binary floating point.</summary>
internal sealed class MoneyConverter : JsonConverter<decimal>
{
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && MoneyText.TryParse(reader.GetString(), out var amount)
            ? amount
            : throw new JsonException("an amount is a string of digits with a decimal point, such as \"-12.50\"");

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteStringValue(MoneyText.Of(value));
}
