using System.Globalization;

namespace Orleans.Tx.Domain.Monetary;

/// <summary>
/// An exact decimal amount with at most eight places, of a currency that stands beside it. Never binary floating point.
/// Its sums are exact; one that <see cref="decimal"/> can't hold exactly throws.
/// </summary>
public readonly record struct Money : IComparable<Money>
{
    /// <summary>The most digits after the decimal point.</summary>
    public const int MaxPlaces = 8;

    /// <summary>Amounts are smaller than this in magnitude, so that billions of them can be added up.</summary>
    public const decimal Limit = 1_000_000_000_000_000m;

    private readonly decimal _amount;

    private Money(decimal amount) => _amount = amount;

    public static Money Zero => default;

    public decimal Amount => _amount;

    /// <summary>An amount as it comes from a record.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More than eight places, or 10^15 and more in magnitude.</exception>
    public static Money Of(decimal amount) => TryOf(amount, out var money)
        ? money
        : throw new ArgumentOutOfRangeException(nameof(amount), amount, $"an amount has at most {MaxPlaces} places and is smaller than {Limit}");

    /// <summary>A sum that was made of amounts, from where it was stored: it may be beyond <see cref="Limit"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More than eight places: it is no sum of amounts.</exception>
    public static Money OfSum(decimal sum) => decimal.Round(sum, MaxPlaces) is var rounded && rounded == sum
        ? new Money(rounded)
        : throw new ArgumentOutOfRangeException(nameof(sum), sum, $"a sum of amounts has at most {MaxPlaces} places");

    public static bool TryOf(decimal amount, out Money money)
    {
        var rounded = decimal.Round(amount, MaxPlaces);
        var good = rounded == amount && Math.Abs(amount) < Limit;
        money = good ? new Money(rounded) : default;
        return good;
    }

    /// <summary>Reads digits with an optional sign and decimal point: no exponent, no thousands, no currency sign.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Money money)
    {
        money = default;
        return PlacesOf(text) <= MaxPlaces
            && !text.Contains('\0') // which decimal.TryParse would let end a number
            && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            && TryOf(amount, out money);
    }

    /// <exception cref="FormatException">The text is no amount; the message says what is.</exception>
    public static Money Parse(string text) => TryParse(text, out var money)
        ? money
        : throw new FormatException($"'{text}' is no amount: write digits with at most {MaxPlaces} decimal places, such as -12.50");

    public static Money operator +(Money left, Money right) => new(Exact(left._amount + right._amount, left._amount, right._amount));

    public static Money operator -(Money left, Money right) => new(Exact(left._amount - right._amount, left._amount, right._amount));

    public static Money operator -(Money money) => new(-money._amount);

    public int CompareTo(Money other) => _amount.CompareTo(other._amount);

    /// <summary>The exact amount with at least two decimals: <c>8.90</c>, <c>0.00000001</c>.</summary>
    public override string ToString() => _amount.ToString("0.00######", CultureInfo.InvariantCulture);

    // Beyond 28 digits a decimal drops places without a word.
    private static decimal Exact(decimal sum, decimal left, decimal right) => sum.Scale >= Math.Max(left.Scale, right.Scale)
        ? sum
        : throw new OverflowException(string.Create(CultureInfo.InvariantCulture, $"the sum of {left} and {right} has more digits than can be kept exactly"));

    // Counted in the text, for decimal.TryParse rounds what it can't hold.
    private static int PlacesOf(ReadOnlySpan<char> text) =>
        text.IndexOf('.') is >= 0 and var point ? text[(point + 1)..].TrimEnd('0').Length : 0;
}
