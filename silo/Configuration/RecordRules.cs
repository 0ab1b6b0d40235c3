using Orleans.Tx.Domain.Monetary;

namespace Orleans.Tx.Silo.Configuration;

/// <summary>What must hold of how records are read.</summary>
internal static class RecordRules
{
    public static void Check(string key, RecordOptions records, ConfigurationErrors errors)
    {
        foreach (var (name, pointer) in Fields(records))
            errors.Require(pointer is not { Depth: 0 }, $"{key}:{name}", "is empty; allowed: a JSON pointer into the record such as /id");
        errors.Require(records.Customer.Count > 0, $"{key}:Customer", "is empty; allowed: a JSON pointer such as /customer_id, or several");

        foreach (var (code, digits) in records.MinorDigits)
        {
            var known = Currency.TryParse(code, out var currency) && currency.Code is not null;
            errors.Require(known, $"{key}:MinorDigits:{code}", "is no currency code");
            SourceRules.Range(errors, $"{key}:MinorDigits:{code}", digits, 0, Money.MaxPlaces);
        }

        var named = records.Currency is not null || records.DefaultCurrency is not null;
        errors.Require(records.AmountUnit == AmountUnit.Major || named, $"{key}:AmountUnit",
            "is Minor, which needs a currency: set Currency or DefaultCurrency");
        foreach (var (name, map) in new[] { ("Where", records.Where), ("Negative", records.Negative) })
        {
            foreach (var pointer in map.Keys.Where(pointer => JsonPointer.TryParse(pointer) is not { Depth: > 0 }))
                errors.Add($"{key}:{name}:{pointer}", "is no JSON pointer such as /status");
            foreach (var (pointer, _) in map.Where(test => test.Value.Count == 0))
                errors.Add($"{key}:{name}:{pointer}", "is empty; allowed: a value such as paid, or several");
        }
    }

    private static IEnumerable<(string, JsonPointer?)> Fields(RecordOptions records) =>
    [
        ("Id", records.Id), ("OccurredAt", records.OccurredAt), ("Amount", records.Amount), ("Currency", records.Currency),
        .. records.Customer.Select(pointer => ("Customer", (JsonPointer?)pointer)),
    ];
}
