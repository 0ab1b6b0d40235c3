namespace Orleans.Configuration;

/// <summary>The names of a cluster and its service. This engine keeps them and uses neither.</summary>
public class ClusterOptions
{
    /// <summary>The cluster's name.</summary>
    public string ClusterId { get; set; } = "default";

    /// <summary>The service's name, which outlives the cluster.</summary>
    public string ServiceId { get; set; } = "default";
}
