using System.Net.Http.Headers;

namespace Orleans.Tx.Silo.Source.Answers;

/// <summary>
/// The <c>RateLimit</c> header: <c>"default";r=50;t=30</c> with <c>RateLimit-Policy: "default";q=100;w=60</c>
/// (https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/), and of its drafts up to the seventh
/// <c>limit=100, remaining=50, reset=30</c>.
/// </summary>
internal static class StructuredQuotas
{
    public static IEnumerable<ToldQuota> Of(HttpResponseHeaders headers)
    {
        var members = Members(headers, "RateLimit");
        if (members.Count == 0)
            return [];

        var pairs = members.Select(member => Pair(member[0])).ToList();
        if (pairs.Any(pair => pair.Name is "remaining" or "reset"))
            return [new ToldQuota(Lookup(pairs, "remaining", HeaderNumber.Count), Lookup(pairs, "reset", HeaderNumber.Seconds))];

        var policies = Members(headers, "RateLimit-Policy");
        return members.Select(member => new ToldQuota(
            Parameter(member, "r", HeaderNumber.Count),
            Parameter(member, "t", HeaderNumber.Seconds) ?? WindowOf(member[0], policies)));
    }

    // No count of this policy is older than its window.
    private static TimeSpan? WindowOf(string name, List<List<string>> policies) =>
        policies.Where(policy => policy[0] == name).Select(policy => Parameter(policy, "w", HeaderNumber.Seconds)).FirstOrDefault();

    private static T? Parameter<T>(List<string> member, string name, Func<string, T?> read)
        where T : struct => Lookup(member.Skip(1).Select(Pair), name, read);

    private static T? Lookup<T>(IEnumerable<(string Name, string Value)> pairs, string name, Func<string, T?> read)
        where T : struct => pairs.Where(pair => pair.Name == name).Select(pair => read(pair.Value)).FirstOrDefault();

    private static (string Name, string Value) Pair(string part) =>
        part.Split('=', 2) is [var name, var value] ? (name.Trim(), value.Trim()) : (part, "");

    /// <summary>The members of a list, each with its parameters.</summary>
    private static List<List<string>> Members(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? [.. values.SelectMany(value => Parts(value, ',')).Select(member => Parts(member, ';'))] : [];

    /// <summary>What lies between separators that are not within quotes.</summary>
    private static List<string> Parts(string text, char separator)
    {
        var parts = new List<string>();
        var (start, quoted) = (0, false);
        for (var place = 0; place < text.Length; place++)
        {
            if (quoted && text[place] == '\\')
                place++;
            else if (text[place] == '"')
                quoted = !quoted;
            else if (!quoted && text[place] == separator)
            {
                parts.Add(text[start..place].Trim());
                start = place + 1;
            }
        }

        parts.Add(text[start..].Trim());
        return parts;
    }
}
