using System.Globalization;

namespace Orleans.Tx.Domain.Paging;

/// <summary>
/// Where the next page begins: the first page that is not stored, and the token by which the API knows it, where its pages have tokens.
/// Written as text: <c>page:7</c>, or <c>token:7:</c> and the token.
/// </summary>
public readonly record struct PageCursor
{
    /// <summary>The most characters of a token.</summary>
    public const int MaxTokenLength = 16 * 1024;

    private const string ByPage = "page:";
    private const string ByToken = "token:";

    private PageCursor(long page, string? token) => (Page, Token) = (page, token);

    /// <summary>The page's place in the run, from 0.</summary>
    public long Page { get; }

    /// <summary>What the page before told of this one: a cursor, or the path and query of its URL. Null for the first, and for numbered pages.</summary>
    public string? Token { get; }

    public static PageCursor Start => default;

    /// <exception cref="ArgumentOutOfRangeException">The place is negative.</exception>
    /// <exception cref="ArgumentException">The token is empty, too long or holds a NUL.</exception>
    public static PageCursor At(long page, string? token = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(page);
        return token is null || MayBeToken(token)
            ? new PageCursor(page, token)
            : throw new ArgumentException($"is no token of a page: allowed are 1 to {MaxTokenLength} characters, none of them NUL", nameof(token));
    }

    public static bool MayBeToken(string text) => text.Length is > 0 and <= MaxTokenLength && !text.Contains('\0');

    /// <exception cref="FormatException">The text is no cursor.</exception>
    public static PageCursor Parse(string text)
    {
        if (text.StartsWith(ByPage, StringComparison.Ordinal) && TryNumber(text.AsSpan(ByPage.Length), out var page))
            return new PageCursor(page, null);
        if (text.StartsWith(ByToken, StringComparison.Ordinal) && text.IndexOf(':', ByToken.Length) is > 0 and var colon
            && TryNumber(text.AsSpan(ByToken.Length..colon), out page) && MayBeToken(text[(colon + 1)..]))
            return new PageCursor(page, text[(colon + 1)..]);
        throw new FormatException($"'{text}' is no cursor of pages: it is written page:N, or token:N: and a token, N from 0 on");
    }

    public override string ToString() => Token is null
        ? string.Create(CultureInfo.InvariantCulture, $"{ByPage}{Page}")
        : string.Create(CultureInfo.InvariantCulture, $"{ByToken}{Page}:{Token}");

    private static bool TryNumber(ReadOnlySpan<char> text, out long page)
    {
        // A NUL would end the number without being refused.
        page = 0;
        return !text.Contains('\0') && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out page);
    }
}
