namespace Orleans.Tx.Gateway.Dashboard.SignIn;

/// <summary>Where a person is taken after signing in: never to another origin.</summary>
internal static class LocalAddress
{
    public const string Home = "/";

    /// <summary>The address as one of this origin, escaped; <see cref="Home"/> for none, or for one that leads elsewhere.</summary>
    public static string Of(string? wanted)
    {
        // A browser reads a backslash as a slash, two of which begin another host, and leaves out line breaks and tabs.
        if (wanted is not ['/', ..] || wanted is ['/', '/' or '\\', ..] || wanted.Any(char.IsControl))
            return Home;
        return Uri.TryCreate(wanted, UriKind.Relative, out _) ? EscapedForHeader(wanted) : Home;
    }

    private static string EscapedForHeader(string address) =>
        string.Concat(address.EnumerateRunes().Select(rune => rune.IsAscii ? rune.ToString() : Uri.EscapeDataString(rune.ToString())));
}
