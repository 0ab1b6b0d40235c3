using System.Globalization;

namespace Orleans.Tx.Silo.Source.Records;

/// <summary>
/// Decimal numbers with sign and exponent, read without rounding: <c>-12.50</c>, <c>1.25e1</c>. The library's own reading rounds what
/// has too many digits, which here is an error.
/// </summary>
internal static class ExactDecimal
{
    // decimal holds any number of 28 digits.
    private const int MostDigits = 28;
    private const int MostExponent = 9999;

    /// <summary>False where the text is no number, or one that <see cref="decimal"/> can't hold exactly.</summary>
    /// <param name="shift">By how many places the point is moved to the left.</param>
    public static bool TryParse(ReadOnlySpan<char> text, int shift, out decimal number)
    {
        number = 0;
        var rest = text.Trim();
        var negative = !rest.IsEmpty && rest[0] == '-';
        if (!rest.IsEmpty && rest[0] is '-' or '+')
            rest = rest[1..];
        if (!TryExponent(ref rest, out var exponent))
            return false;

        var point = rest.IndexOf('.');
        var whole = point < 0 ? rest : rest[..point];
        var fraction = point < 0 ? default : rest[(point + 1)..];
        if (whole.Length + fraction.Length == 0 || whole.ContainsAnyExceptInRange('0', '9') || fraction.ContainsAnyExceptInRange('0', '9'))
            return false;
        if (!TryCombine(whole.TrimStart('0'), fraction.TrimEnd('0'), shift - exponent, out number))
            return false;
        number = negative ? -number : number;
        return true;
    }

    private static bool TryExponent(ref ReadOnlySpan<char> rest, out int exponent)
    {
        exponent = 0;
        var mark = rest.IndexOfAny('e', 'E');
        if (mark < 0)
            return true;
        var digits = rest[(mark + 1)..];
        rest = rest[..mark];
        return int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)
            && Math.Abs((long)exponent) <= MostExponent;
    }

    private static bool TryCombine(ReadOnlySpan<char> whole, ReadOnlySpan<char> fraction, int shift, out decimal number)
    {
        number = 0;
        var digits = string.Concat(whole, fraction).AsSpan();
        var scale = fraction.Length + shift;
        var significant = digits.TrimEnd('0');
        scale -= digits.Length - significant.Length;
        significant = significant.TrimStart('0');
        if (significant.IsEmpty)
            return true;
        if (significant.Length > MostDigits || scale > MostDigits || significant.Length - scale > MostDigits)
            return false;

        number = decimal.Parse(significant, NumberStyles.None, CultureInfo.InvariantCulture);
        for (; scale < 0; scale++)
            number *= 10;
        var bits = decimal.GetBits(number);
        number = new decimal(bits[0], bits[1], bits[2], isNegative: false, (byte)scale);
        return true;
    }
}
