namespace Orleans.Tx.Silo.Postgres.Server;

/// <summary>Packages that were unpacked into a folder of the user's own instead of being installed.</summary>
internal static class PackageTree
{
    private const string Marker = ".packages";

    public static bool IsOne(string tree) => File.Exists(Path.Combine(tree, Marker));

    /// <summary>Says which packages the tree was made of; only then is it whole.</summary>
    public static void Complete(string tree, IEnumerable<string> packages) => File.WriteAllLines(Path.Combine(tree, Marker), packages);

    /// <summary>The folders of shared libraries, of whatever processor.</summary>
    public static IReadOnlyList<string> Libraries(string tree) =>
        [.. new[] { "usr/lib", "lib" }
            .Select(folder => Path.Combine(tree, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateDirectories(folder, "*-linux-gnu*"))];

    /// <summary>A library of this name in any tree of the cache, or null.</summary>
    public static string? FindLibrary(string cache, string name) =>
        Directory.Exists(cache)
            ? Directory.EnumerateDirectories(cache).Where(IsOne).SelectMany(Libraries)
                .Select(folder => Path.Combine(folder, name))
                .FirstOrDefault(File.Exists)
            : null;
}
