namespace Orleans.Tx.House.Tests;

/// <summary>The files of the repository that these tests were built from.</summary>
internal static class Repository
{
    private static readonly string[] Made = ["artifacts", "bin", "obj", "node_modules", "TestResults"];

    /// <summary>The folders of product code.</summary>
    public static IReadOnlyList<string> Product { get; } =
        ["charts", "client", "domain", "embedded", "gateway", "grains", "grains.interfaces", "silo", "simulator"];

    public static string Root { get; } = FindRoot();

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    /// <summary>Files below a folder, relative to the root with forward slashes, in order; nothing that builds or tools made.</summary>
    public static IReadOnlyList<string> Files(string folder, params string[] endings)
    {
        var all = Directory.EnumerateFiles(PathOf(folder), "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 });
        return [.. all
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').SkipLast(1).Any(IsMade))
            .Where(path => endings.Length == 0 || endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal)];
    }

    // Folders of tools and version control begin with a dot.
    private static bool IsMade(string folder) => Made.Contains(folder) || (folder.StartsWith('.') && folder != ".ci");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Orleans.Tx.sln")))
                return folder.FullName;
        }

        // Built outside of the repository: the build wrote down where it was.
        var built = typeof(Repository).Assembly.GetCustomAttributes(false).OfType<System.Reflection.AssemblyMetadataAttribute>()
            .SingleOrDefault(data => data.Key == "RepositoryRoot")?.Value;
        return built is not null && File.Exists(Path.Combine(built, "Orleans.Tx.sln"))
            ? Path.GetFullPath(built)
            : throw new InvalidOperationException("Orleans.Tx.sln is in no folder above the tests");
    }
}
