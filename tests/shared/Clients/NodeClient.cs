using System.Security.Cryptography;

namespace Orleans.Tx.Testing;

/// <summary>Node.js with npm's @grpc/grpc-js, in a folder of the user's cache that lasts from one run to the next.</summary>
internal static class NodeClient
{
    private static readonly string Scripts = Path.Combine(AppContext.BaseDirectory, "Clients", "Node");
    private static readonly Lazy<Task<(string? Modules, string? Why)>> Found = new(Install);

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

    private static async Task<(string? Modules, string? Why)> Install()
    {
        var wanted = Path.Combine(Scripts, "package.json");
        var version = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(wanted)))[..16];
        var folder = Path.Combine(Cache(), "orleans-tx", $"node-clients-{version}");
        var modules = Path.Combine(folder, "node_modules");
        var done = Path.Combine(folder, "installed");
        if (File.Exists(done))
            return (modules, null);

        Directory.CreateDirectory(folder);
        // Two runs at once wait for each other.
        await using var only = await Lock(Path.Combine(folder, "lock"));
        if (File.Exists(done))
            return (modules, null);
        File.Copy(wanted, Path.Combine(folder, "package.json"), overwrite: true);
        var end = await ForeignProgram.Run(
            "npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error", "--fetch-retries=0", "--fetch-timeout=20000"],
            [], folder, CancellationToken.None);
        switch (end)
        {
            case null:
                return (null, "npm is not installed.");
            case { IsGood: false } failed:
                return (null, $"npm could not install @grpc/grpc-js: {failed.Said}");
            default:
                await File.WriteAllTextAsync(done, "");
                return (modules, null);
        }
    }

    private static async Task<FileStream> Lock(string path)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another test process holds it while it installs; nothing tells when a file's lock is free.
                await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
            }
        }
    }

    private static string Cache() => Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
        ? cache
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
}
