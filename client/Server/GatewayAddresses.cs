using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Orleans.Tx.Client.Server;

/// <summary>
/// Where the gateway listens. Without TLS a port speaks either HTTP/1.1 or HTTP/2, which gRPC needs, so each has one of its own.
/// </summary>
/// <param name="Http">Where HTTP/JSON and the dashboard are; port 0 takes a free one.</param>
/// <param name="Grpc">Where gRPC is; null for nowhere: who serves only itself needs none.</param>
internal sealed record GatewayAddresses(Uri Http, Uri? Grpc = null)
{
    /// <summary>For a command that is its own only client.</summary>
    public static GatewayAddresses Own { get; } = new(new Uri("http://127.0.0.1:0"));

    public void Open(KestrelServerOptions kestrel)
    {
        Open(kestrel, Http, HttpProtocols.Http1);
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

    private static void Open(KestrelServerOptions kestrel, Uri address, HttpProtocols protocols)
    {
        if (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip))
            kestrel.Listen(ip, address.Port, endpoint => endpoint.Protocols = protocols);
        else
            kestrel.ListenLocalhost(address.Port, endpoint => endpoint.Protocols = protocols);
    }
}
