using System.Text;

namespace Orleans.Tx.Silo.Source.Answers;

/// <summary>Links in a header, as RFC 8288 writes them: <c>&lt;/orders?page=2&gt;; rel="next"; title="a, b", &lt;...&gt;; rel=last</c>.</summary>
internal static class LinkHeader
{
    /// <summary>The target of the first link of a relation; null where there is none.</summary>
    public static string? Target(IEnumerable<string> values, string relation)
    {
        foreach (var value in values)
        {
            var rest = value.AsSpan();
            while (TryLink(ref rest, relation, out var target, out var matches))
            {
                if (matches)
                    return target;
            }
        }

        return null;
    }

    /// <summary>Reads one link; false at the end, and where what follows is none.</summary>
    private static bool TryLink(ref ReadOnlySpan<char> rest, string relation, out string target, out bool matches)
    {
        (target, matches) = ("", false);
        rest = rest.TrimStart(" \t,");
        if (rest.IsEmpty || rest[0] != '<' || rest.IndexOf('>') is not (> 0 and var close))
            return false;
        target = rest[1..close].Trim().ToString();
        rest = rest[(close + 1)..];

        // Of several rel only the first counts; a link whose anchor is another context is not this page's.
        var (named, elsewhere) = (false, false);
        while (TryParameter(ref rest, out var name, out var value))
        {
            if (name.Equals("rel", StringComparison.OrdinalIgnoreCase) && !named)
                (named, matches) = (true, Holds(value, relation));
            elsewhere |= name.Equals("anchor", StringComparison.OrdinalIgnoreCase) && value.Length > 0;
        }

        matches &= !elsewhere;
        return true;
    }

    private static bool TryParameter(ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> name, out string value)
    {
        name = default;
        value = "";
        rest = rest.TrimStart(" \t");
        if (rest.IsEmpty || rest[0] != ';')
            return false;
        rest = rest[1..].TrimStart(" \t");
        var end = rest.IndexOfAny("=;, \t");
        name = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[end..].TrimStart(" \t");
        if (rest.IsEmpty || rest[0] != '=')
            return true;
        rest = rest[1..].TrimStart(" \t");
        value = !rest.IsEmpty && rest[0] == '"' ? Quoted(ref rest) : Bare(ref rest);
        return true;
    }

    private static string Bare(ref ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOfAny(";, \t");
        var value = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[end..];
        return value.ToString();
    }

    private static string Quoted(ref ReadOnlySpan<char> rest)
    {
        var value = new StringBuilder();
        var place = 1;
        for (; place < rest.Length && rest[place] != '"'; place++)
        {
            if (rest[place] == '\\' && place + 1 < rest.Length)
                place++;
            value.Append(rest[place]);
        }

        rest = place < rest.Length ? rest[(place + 1)..] : default;
        return value.ToString();
    }

    private static bool Holds(string relations, string relation) =>
        relations.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Contains(relation, StringComparer.OrdinalIgnoreCase);
}
