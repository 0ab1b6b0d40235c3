namespace Orleans.Tx.Client.Operating;

/// <summary>An address to listen on, as an option gives it; whether it may be listened on is a rule of the configuration.</summary>
internal static class ListenAddress
{
    /// <exception cref="FormatException">The text is none; the message says what is allowed.</exception>
    public static Uri Parse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) && address.PathAndQuery == "/"
            ? address
            : throw new FormatException($"'{text}' is no address to listen on; allowed: one like http://127.0.0.1:8080");

    /// <summary>A free port beside another address.</summary>
    public static Uri FreePort(Uri address) => new UriBuilder(address) { Port = 0 }.Uri;
}
