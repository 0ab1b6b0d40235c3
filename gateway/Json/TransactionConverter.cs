using System.Text.Json;
using System.Text.Json.Serialization;
using Orleans.Tx.Grains.Queries;

namespace Orleans.Tx.Gateway.Json;

/// <summary>Writes rows with what their records hold beyond the mapped fields as the JSON that it is; without it where there is nothing.</summary>
internal sealed class TransactionConverter : JsonConverter<TransactionRecord>
{
    public override TransactionRecord Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var row = JsonDocument.ParseValue(ref reader);
        var fields = row.RootElement;
        return new TransactionRecord(
            fields.GetProperty("id").GetString()!, fields.GetProperty("customer").GetString()!, fields.GetProperty("occurredAt").GetDateTimeOffset(),
            MoneyText.TryParse(fields.GetProperty("amount").GetString(), out var amount) ? amount : throw new JsonException("amount is no amount"),
            fields.GetProperty("currency").GetString(), fields.TryGetProperty("extra", out var extra) ? extra.GetRawText() : null);
    }

    public override void Write(Utf8JsonWriter writer, TransactionRecord value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, value.Id);
        writer.WriteString("customer"u8, value.Customer);
        writer.WriteString("occurredAt"u8, value.OccurredAt);
        writer.WriteString("amount"u8, MoneyText.Of(value.Amount));
        writer.WriteString("currency"u8, value.Currency);
        if (value.Extra is { } extra)
        {
            writer.WritePropertyName("extra"u8);
            writer.WriteRawValue(extra, skipInputValidation: true);
        }

        writer.WriteEndObject();
    }
}
