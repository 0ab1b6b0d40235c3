namespace Orleans.Tx.Silo.Configuration;

/// <summary>Names of headers that the configuration may set.</summary>
internal static class HeaderNames
{
    public const string Allowed =
        "can't be set; allowed: names of letters, digits and hyphens, but none by which the program itself controls the exchange";

    // Expect among them: with it a request may be sent twice on one permit.
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept-Encoding", "Connection", "Expect", "Host", "Keep-Alive", "Proxy-Authorization", "Proxy-Connection", "TE", "Trailer",
        "Transfer-Encoding", "Upgrade", "Allow", "Expires", "Last-Modified",
    };

    public static bool MaySet(string name) =>
        name.Length > 0
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.')
        && !Reserved.Contains(name) && !name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase);
}
