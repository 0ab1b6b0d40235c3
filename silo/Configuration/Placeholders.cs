using System.Text.RegularExpressions;

namespace Orleans.Tx.Silo.Configuration;

/// <summary>Places in a text that a request fills: <c>{from}</c>, <c>{page}</c> and so on.</summary>
internal static partial class Placeholders
{
    public const string From = "from";
    public const string To = "to";
    public const string Last = "last";
    public const string Page = "page";
    public const string Offset = "offset";
    public const string Size = "size";
    public const string Cursor = "cursor";

    public static readonly IReadOnlyList<string> All = [From, To, Last, Page, Offset, Size, Cursor];

    public static string Allowed => string.Join(", ", All.Select(name => $"{{{name}}}"));

    /// <summary>The names between braces; other braces are text.</summary>
    public static IEnumerable<string> In(string text) => Place().Matches(text).Select(match => match.Groups[1].Value);

    public static string Fill(string text, Func<string, string> value) =>
        text.Contains('{', StringComparison.Ordinal) ? Place().Replace(text, match => value(match.Groups[1].Value)) : text;

    [GeneratedRegex("\\{([a-z]+)\\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Place();
}
