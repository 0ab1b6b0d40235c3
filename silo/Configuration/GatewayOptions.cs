namespace Orleans.Tx.Silo.Configuration;

/// <summary>What others may ask over the network.</summary>
public sealed class GatewayOptions
{
    /// <summary>Where HTTP is served; with <see cref="Tls"/> gRPC too.</summary>
    public Uri Listen { get; init; } = new("http://127.0.0.1:8080");

    /// <summary>Where gRPC is served without TLS: HTTP/2 needs a port of its own then.</summary>
    public Uri GrpcListen { get; init; } = new("http://127.0.0.1:8081");

    /// <summary>Who may ask. Without keys only loopback is served.</summary>
    public IReadOnlyList<GatewayKeyOptions> Keys { get; init; } = [];

    /// <summary>The certificate; null for none.</summary>
    public TlsOptions? Tls { get; init; }

    /// <summary>A proxy in front ends TLS, so that serving beyond loopback without it is meant.</summary>
    public bool BehindTlsProxy { get; init; }
}
