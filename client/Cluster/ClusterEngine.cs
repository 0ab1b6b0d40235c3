using System.Reflection;
using Orleans.Tx.Client.Running;

namespace Orleans.Tx.Client.Cluster;

/// <summary>Which engine this program was built with: only Orleans itself has clusters (docs/decisions/0001-two-engines.md).</summary>
internal static class ClusterEngine
{
    public static string Name { get; } = typeof(ClusterEngine).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Engine").Value!;

    public static bool HasClusters => Name == "orleans";

    /// <param name="what">The command or option that needs a cluster.</param>
    /// <exception cref="UsageException">This program has none.</exception>
    public static void Require(string what)
    {
        if (!HasClusters)
            throw new UsageException($"{what} needs the engine orleans, and this program was built with {Name}: TX_ENGINE=orleans ./tx ..., or the container image");
    }
}
