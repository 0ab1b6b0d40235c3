using System.Text.Json;
using Orleans.Tx.Domain.Monetary;
using Orleans.Tx.Silo.Configuration;

namespace Orleans.Tx.Silo.Source.Records;

/// <summary>Reads amounts, exactly.</summary>
internal sealed class AmountReader(RecordOptions records)
{
    private readonly Dictionary<string, int> _digits = new(records.MinorDigits, StringComparer.OrdinalIgnoreCase);

    /// <returns>Why it can't be read, a <see cref="SetAsideReason"/>; null where it can.</returns>
    public string? Read(JsonElement value, Currency currency, out Money amount)
    {
        amount = default;
        var text = value.ValueKind switch
        {
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.String => value.GetString(),
            _ => null,
        };
        if (value.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(text))
            return SetAsideReason.MissingAmount;
        if (text is null)
            return SetAsideReason.BadAmount;

        var places = 0;
        if (records.AmountUnit == AmountUnit.Minor)
        {
            if (currency.Code is not { } code)
                return SetAsideReason.MissingCurrency;
            if (!_digits.TryGetValue(code, out places) && !MinorUnits.TryGetDigits(code, out places))
                return SetAsideReason.BadCurrency;
        }

        return ExactDecimal.TryParse(text, places, out var number) && Money.TryOf(number, out amount) ? null : SetAsideReason.BadAmount;
    }
}
