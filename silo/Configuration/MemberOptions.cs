namespace Orleans.Tx.Silo.Configuration;

/// <summary>How a silo of a cluster is reached. A silo that is alone in its process needs none of it.</summary>
public sealed class MemberOptions
{
    /// <summary>The IP address or host name by which other silos and gateways reach this one; empty where it is no member of a cluster.</summary>
    public string Address { get; init; } = "";

    /// <summary>The port on which other silos reach it.</summary>
    public int SiloPort { get; init; } = 11111;

    /// <summary>The port on which gateways reach it.</summary>
    public int GatewayPort { get; init; } = 30000;

    /// <summary>Where the silo tells over HTTP whether it is alive and ready: no more than that.</summary>
    public Uri Health { get; init; } = new("http://127.0.0.1:8082");
}
