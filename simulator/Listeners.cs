using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Orleans.Tx.Simulator;

/// <summary>The two addresses. A connection knows by which one it came in, from its first byte on.</summary>
internal sealed class Listeners
{
    private ListenOptions? _api;
    private ListenOptions? _admin;

    public Uri Api => AddressOf(_api);

    public Uri Admin => AddressOf(_admin);

    public static bool IsAdmin(HttpContext context) => context.Features.Get<AdminConnection>() is not null;

    public void Listen(KestrelServerOptions kestrel, SimulatorOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Listen(options.Address, options.Port, listener =>
        {
            listener.Protocols = HttpProtocols.Http1;
            _api = listener;
        });
        kestrel.Listen(IPAddress.Loopback, options.AdminPort, listener =>
        {
            listener.Protocols = HttpProtocols.Http1;
            _admin = listener;
            listener.Use(static next => connection =>
            {
                connection.Features.Set(new AdminConnection());
                return next(connection);
            });
        });
    }

    // Where port 0 was asked for, the listener holds the one it got as soon as it is bound.
    private static Uri AddressOf(ListenOptions? listener) =>
        listener?.IPEndPoint is { } bound
            ? new UriBuilder(Uri.UriSchemeHttp, bound.Address.ToString(), bound.Port).Uri
            : throw new InvalidOperationException("The listeners are not bound yet.");

    private sealed class AdminConnection;
}
