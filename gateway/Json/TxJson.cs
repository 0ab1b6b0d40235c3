using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Gateway.Json;

/// <summary>
/// The JSON in which the wire records meet users, in console and gateway alike: camelCase names, money as exact strings,
/// percentages with two decimals, enums as lower-case words. Reading it back gives equal records; unknown fields are ignored.
/// </summary>
public static class TxJson
{
    // Left out where they are null; every other null is written.
    private static readonly HashSet<(Type, string)> OptionalProperties =
    [
        (typeof(RevenueAnswer), nameof(RevenueAnswer.Coverage)),
        (typeof(CurrencyAnswer), nameof(CurrencyAnswer.Months)),
        (typeof(CurrencyAnswer), nameof(CurrencyAnswer.Cohorts)),
        (typeof(MonthAnswer), nameof(MonthAnswer.Complete)),
        (typeof(MonthAnswer), nameof(MonthAnswer.NewComplete)),
        (typeof(CohortAnswer), nameof(CohortAnswer.Complete)),
        (typeof(CohortAnswer), nameof(CohortAnswer.NewComplete)),
    ];

    /// <summary>On one line, for programs.</summary>
    public static JsonSerializerOptions Compact { get; } = Create(indented: false);

    /// <summary>Indented, for people.</summary>
    public static JsonSerializerOptions Indented { get; } = Create(indented: true);

    /// <summary>Makes options for the wire records of ones that exist, such as those of a web host.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.Never;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new MoneyConverter());
        options.Converters.Add(new TransactionConverter());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { Shape } };
    }

    private static JsonSerializerOptions Create(bool indented)
    {
        var options = new JsonSerializerOptions { WriteIndented = indented, NewLine = "\n" };
        Apply(options);
        options.MakeReadOnly();
        return options;
    }

    private static void Shape(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            var name = (property.AttributeProvider as System.Reflection.PropertyInfo)?.Name ?? property.Name;
            if (OptionalProperties.Contains((type.Type, name)))
                property.ShouldSerialize = (_, value) => value is not null;
            if (property.PropertyType == typeof(decimal?) && name.EndsWith("Percent", StringComparison.Ordinal))
                property.CustomConverter = new PercentConverter();
        }
    }
}
