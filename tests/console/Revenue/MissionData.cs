namespace Orleans.Tx.Console.Tests.Revenue;

/// <summary>The order log of the mission and the right answers to it, where they lie beside the repository.</summary>
internal static class MissionData
{
    public static bool IsThere => File.Exists(PathOf("order_log.csv"));

    public static string Log => Find("order_log.csv");

    /// <summary>The rows of an answer, without its header.</summary>
    public static IReadOnlyList<string[]> Rows(string name) => [.. File.ReadLines(Find(name)).Skip(1).Select(line => line.Split(','))];

    /// <summary>The header of an answer.</summary>
    public static string[] Header(string name) => File.ReadLines(Find(name)).First().Split(',');

    private static string Find(string name)
    {
        var path = PathOf(name);
        Assert.SkipUnless(File.Exists(path), $"the data is not there: ../shared/data/{name}, seen from the root of the repository");
        return path;
    }

    private static string PathOf(string name)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Orleans.Tx.sln")))
            root = root.Parent;

        return Path.Combine(root?.Parent?.FullName ?? "", "shared", "data", name);
    }
}
