using System.Net;
using Orleans.Configuration;

namespace Orleans.Hosting;

/// <summary>The cluster of one: in this engine there is no other.</summary>
public static class CoreHostingExtensions
{
    /// <summary>
    /// Accepted for the sake of the other engine: ports and endpoint are not used, the ids are kept in <see
    /// cref="ClusterOptions"/>.
    /// </summary>
    public static ISiloBuilder UseLocalhostClustering(
        this ISiloBuilder builder,
        int siloPort = 11111,
        int gatewayPort = 30000,
        IPEndPoint? primarySiloEndpoint = null,
        string serviceId = "dev",
        string clusterId = "dev") =>
        builder.Configure<ClusterOptions>(options =>
        {
            options.ServiceId = serviceId;
            options.ClusterId = clusterId;
        });
}
