using Orleans.Tx.Client.Running;
using Orleans.Tx.Silo.Hosting;

namespace Orleans.Tx.Client.Cluster;

/// <summary>Which engine this program was built with: only Orleans itself has clusters (docs/decisions/0001-two-engines.md).</summary>
internal static class ClusterEngine
{
    public static bool HasClusters => BuiltEngine.Name == "orleans";

    /// <param name="what">The command or option that needs a cluster.</param>
    /// <exception cref="UsageException">This program has none.</exception>
    public static void Require(string what)
    {
        if (!HasClusters)
            throw new UsageException($"{what} needs the engine orleans, and this program was built with {BuiltEngine.Name}: TX_ENGINE=orleans ./tx ..., or the container image");
    }
}
