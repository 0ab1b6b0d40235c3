using System.Runtime.CompilerServices;
using Orleans.Tx.Domain.Monetary;

namespace Orleans.Tx.Client.Orders;

/// <summary>An exact amount, or a sum of such, in units of 10^-8: as exact as <see cref="Money"/> and quicker to read and add up.</summary>
internal readonly record struct Amount(Int128 Units)
{
    private const ulong Scale = 100_000_000;
    private const int MostUsualDigits = 18;
    private const ulong WholeLimit = (ulong)Money.Limit;
    private static readonly Int128 UnitLimit = (Int128)WholeLimit * Scale;

    private static ReadOnlySpan<long> UnitOfPlaces => [100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1000, 100, 10, 1];

    /// <summary>
    /// Reads digits with an optional sign and decimal point, blanks around them allowed. Refused: exponents, thousands, currency
    /// signs, more than eight places, <see cref="Money.Limit"/> and more.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryParse(ReadOnlySpan<byte> text, out Amount amount)
    {
        if (TryParseUsual(text, out var usual))
        {
            amount = new Amount(usual);
            return true;
        }

        amount = default;
        text = text.Trim(" \t"u8);
        var negative = text is [(byte)'-', ..];
        if (text is [(byte)'-' or (byte)'+', ..])
            text = text[1..];

        var point = text.IndexOf((byte)'.');
        var digits = point < 0 ? text : text[..point];
        var places = point < 0 ? [] : text[(point + 1)..];
        if (digits.IsEmpty && places.IsEmpty)
            return false;
        if (!TryReadWhole(digits, out var whole) || !TryReadPlaces(places, out var fraction))
            return false;

        var units = (Int128)whole * Scale + fraction;
        amount = new Amount(negative ? -units : units);
        return true;
    }

    /// <summary>The product of two amounts; false where it has more than eight places or reaches <see cref="Money.Limit"/>.</summary>
    public static bool TryMultiply(Amount left, Amount right, out Amount product)
    {
        product = default;
        var (a, b) = (Int128.Abs(left.Units), Int128.Abs(right.Units));
        if (b != 0 && a > UnitLimit * Scale / b)
            return false;

        var units = left.Units * right.Units;
        product = new Amount(units / Scale);
        return units % Scale == 0 && Int128.Abs(product.Units) < UnitLimit;
    }

    /// <exception cref="OverflowException">A sum that the exact decimals of the product can't hold.</exception>
    public Money ToMoney()
    {
        var whole = Units / Scale;
        var sum = (decimal)whole + (decimal)(Units - whole * Scale) / Scale;
        return (Int128)(sum * Scale) == Units ? Money.OfSum(sum) : throw new OverflowException("a sum is too large to be exact");
    }

    // What fits into 64 bits: up to ten digits before the point.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryParseUsual(ReadOnlySpan<byte> text, out long units)
    {
        units = 0;
        var negative = !text.IsEmpty && text[0] == '-';
        if (negative)
            text = text[1..];
        if (text.IsEmpty || text.Length > MostUsualDigits + 1)
            return false;

        var point = text.Length;
        for (var i = 0; i < text.Length; i++)
        {
            var digit = unchecked((uint)(text[i] - '0'));
            if (digit <= 9)
                units = units * 10 + digit;
            else if (text[i] == '.' && point == text.Length)
                point = i;
            else
                return false;
        }

        var places = Math.Max(text.Length - point - 1, 0);
        if (point > MostUsualDigits - Money.MaxPlaces || places > Money.MaxPlaces || text.Length == 1 && point == 0)
            return false;
        units *= negative ? -UnitOfPlaces[places] : UnitOfPlaces[places];
        return true;
    }

    private static bool TryReadWhole(ReadOnlySpan<byte> digits, out ulong whole)
    {
        whole = 0;
        foreach (var b in digits)
        {
            var digit = b - '0';
            if (digit is < 0 or > 9)
                return false;
            whole = whole * 10 + (ulong)digit;
            if (whole >= WholeLimit)
                return false;
        }

        return true;
    }

    private static bool TryReadPlaces(ReadOnlySpan<byte> places, out ulong fraction)
    {
        fraction = 0;
        var unit = Scale;
        foreach (var b in places)
        {
            var digit = b - '0';
            if (digit is < 0 or > 9 || (unit == 1 && digit != 0))
                return false;
            if (unit == 1)
                continue;
            unit /= 10;
            fraction += (ulong)digit * unit;
        }

        return true;
    }
}
