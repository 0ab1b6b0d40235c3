using System.Globalization;

namespace Orleans.Tx.Gateway.Json;

/// <summary>How percentages are written for users: with two decimals.</summary>
public static class PercentText
{
    /// <summary><c>83.89</c>, <c>100.00</c>; null for none.</summary>
    public static string? Of(decimal? percent) => percent?.ToString("0.00", CultureInfo.InvariantCulture);
}
