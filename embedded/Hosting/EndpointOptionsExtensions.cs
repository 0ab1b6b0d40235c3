using System.Net;
using System.Net.Sockets;

namespace Orleans.Hosting;

/// <summary>Where a silo of a cluster listens. This engine listens nowhere.</summary>
public static class EndpointOptionsExtensions
{
    /// <summary>Accepted for the sake of the other engine, and not used.</summary>
    public static ISiloBuilder ConfigureEndpoints(
        this ISiloBuilder builder, IPAddress advertisedIP, int siloPort, int gatewayPort, bool listenOnAnyHostAddress = false) => builder;

    /// <summary>Accepted for the sake of the other engine, and not used.</summary>
    public static ISiloBuilder ConfigureEndpoints(
        this ISiloBuilder builder,
        string hostname,
        int siloPort,
        int gatewayPort,
        AddressFamily addressFamily = AddressFamily.InterNetwork,
        bool listenOnAnyHostAddress = false) => builder;

    /// <summary>Accepted for the sake of the other engine, and not used.</summary>
    public static ISiloBuilder ConfigureEndpoints(
        this ISiloBuilder builder,
        int siloPort,
        int gatewayPort,
        AddressFamily addressFamily = AddressFamily.InterNetwork,
        bool listenOnAnyHostAddress = false) => builder;
}
