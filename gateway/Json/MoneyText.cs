using System.Globalization;

namespace Orleans.Tx.Gateway.Json;

/// <summary>How amounts of money are written for users: exact, with at least two decimals.</summary>
public static class MoneyText
{
    private const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    /// <summary><c>8.90</c>, <c>-0.01</c>, <c>0.00000001</c>.</summary>
    public static string Of(decimal amount) => amount.ToString("0.00##########################", CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="Of"/> writes.</summary>
    public static bool TryParse(string? text, out decimal amount) => decimal.TryParse(text, Styles, CultureInfo.InvariantCulture, out amount);
}
