using System.Globalization;
using System.Net;

namespace Orleans.Tx.Gateway.Dashboard;

/// <summary>How values stand in the page: nothing that comes from outside is written but through here.</summary>
internal static class Html
{
    public static string Text(string? text) => WebUtility.HtmlEncode(text ?? "");

    /// <summary>Exact, grouped by thousands, with at least two decimals.</summary>
    public static string Money(decimal amount) => amount.ToString("#,##0.00######", CultureInfo.InvariantCulture);

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A length of time in the unit that suits it: <c>10 min</c>, <c>6 s</c>.</summary>
    public static string Duration(TimeSpan length) => length.TotalSeconds < 120 || length.TotalMinutes % 1 != 0
        ? string.Create(CultureInfo.InvariantCulture, $"{length.TotalSeconds:0.##} s")
        : string.Create(CultureInfo.InvariantCulture, $"{length.TotalMinutes:0} min");

    /// <summary>A part of a whole in percent, for lengths and shades: 0 to 100.</summary>
    public static string Share(decimal part, decimal whole) =>
        (whole > 0 ? Math.Clamp(100 * part / whole, 0, 100) : 0).ToString("0.#", CultureInfo.InvariantCulture);

    public static string Number(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
