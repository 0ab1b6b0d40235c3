using System.Net;

namespace Orleans.Tx.Silo.Source.Requests;

/// <summary>Connections to an API on which a request is sent as it is, once, and answered as it is.</summary>
internal static class SourceConnections
{
    // Shorter than the shortest keep-alive in wide use (5 s): a server that closes a connection at the wrong moment costs a permit.
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(4);

    // Addresses change behind names.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    public static SocketsHttpHandler Open() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        PooledConnectionIdleTimeout = Idle,
        PooledConnectionLifetime = Lifetime,
        // Traces end here: their ids are no business of a third party.
        ActivityHeadersPropagator = null,
    };
}
