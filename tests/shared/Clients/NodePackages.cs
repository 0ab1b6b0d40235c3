using System.Security.Cryptography;

namespace Orleans.Tx.Testing;

/// <summary>npm's packages of a <c>package.json</c>, in a folder of the user's cache that lasts from one run to the next.</summary>
/// <param name="Modules">Where they are; null where they can't be had.</param>
/// <param name="Why">Why not.</param>
internal sealed record NodePackages(string? Modules, string? Why)
{
    private static readonly string[] Wanted = ["package.json", "package-lock.json"];
    private static readonly string[] Quietly = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error", "--fetch-retries=0", "--fetch-timeout=20000"];

    /// <param name="from">The folder of the <c>package.json</c>; with a lock beside it, exactly what that says is installed.</param>
    /// <param name="name">Begins the name of the folder.</param>
    public static async Task<NodePackages> Install(string from, string name)
    {
        var folder = Path.Combine(Cache(), "orleans-tx", $"{name}-{await Version(from)}");
        var modules = Path.Combine(folder, "node_modules");
        var done = Path.Combine(folder, "installed");
        if (File.Exists(done))
            return new NodePackages(modules, null);

        Directory.CreateDirectory(folder);
        // Two runs at once wait for each other.
        await using var only = await Lock(Path.Combine(folder, "lock"));
        if (File.Exists(done))
            return new NodePackages(modules, null);
        var files = Wanted.Where(file => File.Exists(Path.Combine(from, file))).ToList();
        foreach (var file in files)
            File.Copy(Path.Combine(from, file), Path.Combine(folder, file), overwrite: true);
        var end = await ForeignProgram.Run("npm", [files.Count == Wanted.Length ? "ci" : "install", .. Quietly], [], folder, CancellationToken.None);
        switch (end)
        {
            case null:
                return new NodePackages(null, "npm is not installed.");
            case { IsGood: false } failed:
                return new NodePackages(null, $"npm could not install what {name} need: {failed.Said}");
            default:
                await File.WriteAllTextAsync(done, "");
                return new NodePackages(modules, null);
        }
    }

    private static async Task<string> Version(string from)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Wanted.Select(file => Path.Combine(from, file)).Where(File.Exists))
            hash.AppendData(await File.ReadAllBytesAsync(file));
        return Convert.ToHexString(hash.GetHashAndReset())[..16];
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
