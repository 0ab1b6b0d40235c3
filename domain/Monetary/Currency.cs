namespace Orleans.Tx.Domain.Monetary;

/// <summary>The code of a currency as its source names it, in upper case; or none, where the source names none.</summary>
public readonly record struct Currency : IComparable<Currency>
{
    /// <summary>The most characters of a code: ISO 4217 has three, tokens have more.</summary>
    public const int MaxLength = 16;

    private readonly string? _code;

    private Currency(string code) => _code = code;

    /// <summary>No currency was named.</summary>
    public static Currency None => default;

    /// <summary>The code, or null where none was named.</summary>
    public string? Code => _code;

    /// <exception cref="FormatException">The text is no currency code; the message says what is.</exception>
    public static Currency Parse(string? text) => TryParse(text, out var currency)
        ? currency
        : throw new FormatException($"'{text}' is no currency code: 1 to {MaxLength} letters or digits, such as USD");

    /// <summary>Blank text means that none was named.</summary>
    public static bool TryParse(string? text, out Currency currency)
    {
        currency = default;
        var code = text?.Trim();
        if (string.IsNullOrEmpty(code))
            return true;
        if (code.Length > MaxLength || !code.All(char.IsAsciiLetterOrDigit))
            return false;

        currency = new Currency(code.ToUpperInvariant());
        return true;
    }

    public int CompareTo(Currency other) => string.CompareOrdinal(_code, other._code);

    public override string ToString() => _code ?? "";
}
