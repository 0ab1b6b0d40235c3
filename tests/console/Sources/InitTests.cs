using Orleans.Tx.Client.Running;
using Orleans.Tx.Console.Tests.Service;

namespace Orleans.Tx.Console.Tests.Sources;

public sealed class InitTests
{
    [Theory]
    [InlineData("stripe")]
    [InlineData("shopify")]
    [InlineData("square")]
    [InlineData("simulator")]
    public async Task Written_configuration_is_commented_and_whole(string name)
    {
        await using var work = new Workplace();

        Assert.StartsWith("Wrote tx.json. Next: ", await work.Output("init", name), StringComparison.Ordinal);

        Assert.StartsWith("// ", await File.ReadAllTextAsync(work["tx.json"], TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains($"Sources:{name}:BaseUrl", await work.Output("config", "--format", "csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Simulator_is_configured_where_no_name_is_given()
    {
        await using var work = new Workplace();
        await work.Output("init", "--config", "shop.json");
        Assert.Contains("Sources:simulator:Limit:Requests", await work.Output("config", "--config", "shop.json", "--format", "csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_that_is_there_is_left_as_it_is()
    {
        await using var work = new Workplace();
        work.Configure("{}");

        var refused = await work.Run("init", "stripe");

        Assert.Equal(ExitStatus.Usage, refused.Status);
        Assert.StartsWith("tx: tx.json is there already and is left as it is; write another file with --config FILE", refused.Error, StringComparison.Ordinal);
        Assert.Equal("{}", await File.ReadAllTextAsync(work["tx.json"], TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("init strip", "'strip' is no API that is known; allowed: shopify, simulator, square, stripe")]
    [InlineData("init --config no/such/folder.json", "--config no/such/folder.json can't be written: ")]
    public async Task Wrong_usage_is_one_sentence_and_writes_nothing(string commandLine, string sentence)
    {
        await using var work = new Workplace();

        var refused = await work.Run(commandLine.Split(' '));

        Assert.Equal(ExitStatus.Usage, refused.Status);
        Assert.StartsWith($"tx: {sentence}", refused.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(work.Path));
    }
}
