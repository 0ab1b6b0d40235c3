using System.Globalization;
using Orleans.Tx.Domain.Monetary;

namespace Orleans.Tx.Gateway.Dashboard.Figures;

/// <summary>How numbers are written for people who read them.</summary>
internal static class Amount
{
    private const string Exactly = "##########################";

    /// <summary>
    /// Exact, its thousands apart, with the digits that the currency's minor unit has, or more where there are more: <c>1,234.50</c>, and of yen
    /// <c>1,234</c>.
    /// </summary>
    public static string Of(decimal amount, string? currency)
    {
        var digits = currency is not null && MinorUnits.TryGetDigits(currency, out var known) ? known : 2;
        var text = amount.ToString($"#,##0.{new string('0', digits)}{Exactly}", CultureInfo.InvariantCulture);
        // With the sign that is as wide as a digit.
        return text.Replace('-', '−');
    }

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>83.89 %</c>; a dash for none.</summary>
    public static string Percent(decimal? percent) => percent is { } value
        ? string.Create(CultureInfo.InvariantCulture, $"{value:0.00} %").Replace('-', '−')
        : "–";

    /// <summary>A share of a hundred, for lengths in a style.</summary>
    public static string Share(double share) => (share * 100).ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>The code, or words where none is named.</summary>
    public static string Name(string? currency) => currency ?? "no currency";
}
