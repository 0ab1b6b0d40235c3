using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Orleans.Tx.Silo.Configuration;

namespace Orleans.Tx.Client.Server;

/// <summary>
/// Where the gateway listens. Without TLS a port speaks either HTTP/1.1 or HTTP/2, which gRPC needs, so each has one of its own.
/// </summary>
/// <param name="Http">Where HTTP/JSON and the dashboard are; port 0 takes a free one. With TLS, gRPC is there too.</param>
/// <param name="Grpc">Where gRPC is; null for nowhere else: who serves only itself needs none.</param>
/// <param name="Certificate">Null without TLS.</param>
internal sealed record GatewayAddresses(Uri Http, Uri? Grpc = null, TlsCertificate? Certificate = null)
{
    /// <summary>For a command that is its own only client.</summary>
    public static GatewayAddresses Own { get; } = new(new Uri("http://127.0.0.1:0"));

    /// <exception cref="ConfigurationException">The certificate can't be used.</exception>
    public static GatewayAddresses Of(GatewayOptions gateway, TimeProvider time, ILoggerFactory logging) => gateway.Tls is { } tls
        ? new(gateway.Listen, Certificate: new TlsCertificate(tls, time, logging.CreateLogger<TlsCertificate>()))
        : new(gateway.Listen, gateway.GrpcListen);

    public void Open(KestrelServerOptions kestrel)
    {
        Open(kestrel, Http, Certificate is null ? HttpProtocols.Http1 : HttpProtocols.Http1AndHttp2);
        if (Grpc is not null)
            Open(kestrel, Grpc, HttpProtocols.Http2);
    }

    /// <summary>What is said where the gateway can't listen.</summary>
    /// <param name="opened">How many of the addresses it could listen on: they are opened in order.</param>
    public string Refusal(int opened, Exception why)
    {
        var (address, key, option) = opened == 0 || Grpc is null ? (Http, "Gateway:Listen", "--listen") : (Grpc, "Gateway:GrpcListen", "--grpc-listen");
        return $"can't listen on {address} ({key}): {why.Message.TrimEnd('.')}; choose another address with {option}";
    }

    /// <summary>The way to an address from this machine.</summary>
    public static Uri Nearby(Uri listening) => IPAddress.TryParse(listening.Host.Trim('[', ']'), out var ip)
        ? new UriBuilder(listening) { Host = ip.Equals(IPAddress.Any) ? "127.0.0.1" : ip.Equals(IPAddress.IPv6Any) ? "[::1]" : listening.Host }.Uri
        : listening;

    private void Open(KestrelServerOptions kestrel, Uri address, HttpProtocols protocols)
    {
        if (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip))
            kestrel.Listen(ip, address.Port, Configure);
        else if (address.Port == 0)
            // The name stands for several addresses, which can't share a port that is only taken as each is opened.
            kestrel.Listen(IPAddress.Loopback, 0, Configure);
        else
            kestrel.ListenLocalhost(address.Port, Configure);

        void Configure(ListenOptions endpoint)
        {
            endpoint.Protocols = protocols;
            Certificate?.Serve(endpoint);
        }
    }
}
