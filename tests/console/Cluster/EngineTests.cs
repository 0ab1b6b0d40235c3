using Orleans.Tx.Client.Cluster;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Console.Tests.Running;

namespace Orleans.Tx.Console.Tests.Cluster;

public sealed class EngineTests
{
    [Theory]
    [InlineData("tx silo", "silo")]
    [InlineData("tx gateway", "gateway")]
    [InlineData("--cluster", "up", "--cluster", "3")]
    public async Task Engine_of_one_process_refuses_a_cluster_and_says_which_has_one(string what, params string[] args)
    {
        Assert.SkipWhen(ClusterEngine.HasClusters, "this engine has clusters");

        var refused = await InProcess.Run(args);

        Assert.Equal(ExitStatus.Usage, refused.Status);
        Assert.Equal(
            $"tx: {what} needs the engine orleans, and this program was built with embedded: TX_ENGINE=orleans ./tx ..., or the container image\n", refused.Error);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("17")]
    [InlineData("two")]
    public async Task Number_of_silos_that_is_none_is_refused(string count)
    {
        var refused = await InProcess.Run("up", "--cluster", count);

        Assert.Equal(ExitStatus.Usage, refused.Status);
        Assert.Equal($"tx: --cluster: '{count}' is no number of silos; allowed: 1 to 16\n", refused.Error);
    }
}
