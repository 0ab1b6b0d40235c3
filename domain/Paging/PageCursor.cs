using System.Globalization;

namespace Orleans.Tx.Domain.Paging;

/// <summary>Where the next page begins: the first page that is not stored. Written as text, so that other kinds of paging have room.</summary>
public readonly record struct PageCursor
{
    private readonly long _page;

    private PageCursor(long page) => _page = page;

    /// <summary>The page's place in the run, from 0.</summary>
    public long Page => _page;

    public static PageCursor Start => default;

    /// <exception cref="ArgumentOutOfRangeException">The place is negative.</exception>
    public static PageCursor At(long page)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(page);
        return new PageCursor(page);
    }

    /// <exception cref="FormatException">The text is no cursor of this kind.</exception>
    public static PageCursor Parse(string text) =>
        text.StartsWith("page:", StringComparison.Ordinal)
        && !text.Contains('\0') // which long.TryParse would let end a number
        && long.TryParse(text.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var page)
            ? new PageCursor(page)
            : throw new FormatException($"'{text}' is no cursor of pages: it is written page:N, N from 0 on");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"page:{_page}");
}
