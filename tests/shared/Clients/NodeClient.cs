namespace Orleans.Tx.Testing;

/// <summary>Node.js with npm's @grpc/grpc-js.</summary>
internal static class NodeClient
{
    private static readonly string Scripts = Path.Combine(AppContext.BaseDirectory, "Clients", "Node");
    private static readonly Lazy<Task<NodePackages>> Found = new(() => NodePackages.Install(Scripts, "node-clients"));

    /// <summary>Runs a script of the test project; it has to end well. A stream that it does not take in passing exceeds its heap.</summary>
    public static async Task Run(string script, params string[] arguments)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var (modules, why) = await Found.Value;
        Assert.SkipWhen(modules is null, why ?? "");
        var end = await ForeignProgram.Run(
            "node", ["--max-old-space-size=64", Path.Combine(Scripts, script), .. arguments], [("NODE_PATH", modules!)], null, cancellation);
        Assert.True(end!.Value.IsGood, end.Value.Said);
    }
}
