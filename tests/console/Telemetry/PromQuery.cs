using System.Text.RegularExpressions;

namespace Orleans.Tx.Console.Tests.Telemetry;

/// <summary>What an expression of PromQL names: the part of the language that is used here.</summary>
internal static partial class PromQuery
{
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal)
    {
        "by", "without", "on", "ignoring", "group_left", "group_right", "and", "or", "unless", "bool", "offset", "inf", "nan",
    };

    /// <summary>Series, each with the labels that are asked of it.</summary>
    public static IEnumerable<(string Series, IReadOnlyList<string> Labels)> SeriesOf(string expression) =>
        from Match selector in Selector().Matches(WithoutLists(expression))
        let name = selector.Groups["name"].Value
        where !Words.Contains(name)
        select (name, (IReadOnlyList<string>)[.. Matcher().Matches(selector.Groups["matchers"].Value).Select(matcher => matcher.Groups["label"].Value)]);

    /// <summary>Labels by which is grouped or joined.</summary>
    public static IEnumerable<string> GroupedBy(string expression) =>
        List().Matches(expression).SelectMany(list => list.Groups["labels"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    private static string WithoutLists(string expression) => List().Replace(Range().Replace(expression, " "), " ");

    // A name that no parenthesis follows is no function's.
    [GeneratedRegex(@"(?<![\w:.$""])(?<name>[a-zA-Z_:][\w:]*)\b(?!\s*\()(?:\{(?<matchers>[^}]*)\})?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Selector();

    [GeneratedRegex(@"(?<label>\w+)\s*(=~|!~|!=|=)\s*""[^""]*""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Matcher();

    [GeneratedRegex(@"\b(by|without|on|ignoring|group_left|group_right)\s*\((?<labels>[^)]*)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex List();

    [GeneratedRegex(@"\[[^\]]*\]", RegexOptions.None, 1000)]
    private static partial Regex Range();
}
