using System.Text.RegularExpressions;

namespace Orleans.Tx.Silo.Configuration;

/// <summary>Names of headers and parameters under which secrets are sent.</summary>
internal static partial class SecretName
{
    /// <summary>
    /// Whether one of the name's words is key, token, secret, authorization, password or the like: <c>api_key</c>, <c>X-AuthToken</c>.
    /// </summary>
    public static bool Matches(string name) => SecretWord().IsMatch(WordStart().Replace(name, "-"));

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WordStart();

    [GeneratedRegex(
        "(token|secret|authorization|password|passwd|pwd|credential|cookie)|(key|keys)($|[^a-z])|(^|[^a-z])auth($|[^a-z])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SecretWord();
}
