using System.Net;

namespace Orleans.Tx.Client.Operating;

/// <summary>An address that the gateway may listen on without keys: one of this machine's own.</summary>
internal static class LoopbackAddress
{
    /// <exception cref="FormatException">The text is none; the message says what is allowed.</exception>
    public static Uri Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttp || address.PathAndQuery != "/")
            throw new FormatException($"'{text}' is no address to listen on; allowed: one like http://127.0.0.1:8080");
        var loopback = address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
        return loopback
            ? WithFreePort(address)
            : throw new FormatException($"'{text}' can be reached from other machines; without keys only a loopback address is listened on, such as http://127.0.0.1:8080");
    }

    /// <summary>A free port beside another address.</summary>
    public static Uri FreePort(Uri address) => WithFreePort(new UriBuilder(address) { Port = 0 }.Uri);

    // A name stands for several addresses, which can't share a port that is only taken as each is opened.
    private static Uri WithFreePort(Uri address) => address is { Host: "localhost", Port: 0 } ? new Uri("http://127.0.0.1:0") : address;
}
