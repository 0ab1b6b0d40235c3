using System.Globalization;
using Orleans.Tx.Domain.Monetary;

namespace Orleans.Tx.Charts;

/// <summary>How numbers are written in pictures.</summary>
public static class ChartNumber
{
    // Ticks stand between amounts, which have up to eight.
    private const int MostPlaces = 12;

    private static readonly (decimal Size, string Letter)[] Units = [(1e12m, "T"), (1e9m, "B"), (1e6m, "M"), (1e3m, "k")];

    /// <summary>An amount to the last digit: <c>-1,234.50</c>.</summary>
    public static string Exact(decimal amount) => amount.ToString("#,##0.00##########################", CultureInfo.InvariantCulture);

    /// <summary><c>1,234</c>.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A percentage with its sign of percent; null for none.</summary>
    public static string? Percent(decimal? percent) => percent is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value:0.00}%") : null;

    /// <summary>An amount where there is little room, rounded: <c>12.0k</c>, <c>1.23M</c>, <c>−0.0100</c>.</summary>
    /// <param name="digits">How many digits are told at least; those before the point are always told.</param>
    public static string Short(decimal amount, int digits = 3)
    {
        var (number, places, letter) = Scaled(Math.Abs(amount), digits, Money.MaxPlaces);
        return Signed(amount, number.ToString(places == 0 ? "0" : $"0.{new string('0', places)}", CultureInfo.InvariantCulture), letter);
    }

    /// <summary>A round number of an axis: <c>12k</c>, <c>1.25M</c>, <c>0</c>.</summary>
    public static string Tick(decimal amount)
    {
        var (number, _, letter) = Scaled(Math.Abs(amount), digits: 3, MostPlaces);
        return Signed(amount, number.ToString("0.############", CultureInfo.InvariantCulture), letter);
    }

    /// <summary>A number for the eye, not for copying: with the sign that is as wide as a digit.</summary>
    public static string Printed(string number) => number.Replace('-', '−');

    private static string Signed(decimal amount, string number, string letter) =>
        number == "0" ? number : $"{(amount < 0 ? "−" : "")}{number}{letter}";

    private static (decimal Number, int Places, string Letter) Scaled(decimal magnitude, int digits, int most)
    {
        if (magnitude == 0)
            return (0, 0, "");

        // What is rounded up to a thousand of one unit is one of the next.
        var (unit, letter) = Units.FirstOrDefault(unit => Rounded(magnitude / unit.Size, digits, most).Number >= 1, (Size: 1m, Letter: ""));
        var (number, places) = Rounded(magnitude / unit, digits, most);
        return (number, places, letter);
    }

    private static (decimal Number, int Places) Rounded(decimal number, int digits, int most)
    {
        var rounded = Math.Round(number, Places(number, digits, most), MidpointRounding.AwayFromZero);
        return (rounded, Places(rounded, digits, most));
    }

    // Digits of a number below one are counted from its first that is not zero.
    private static int Places(decimal number, int digits, int most)
    {
        var places = digits;
        for (var rest = number; rest >= 1 && places > 0; rest /= 10)
            places--;
        for (var rest = number; rest is > 0 and < 0.1m && places < most; rest *= 10)
            places++;
        return places;
    }
}
