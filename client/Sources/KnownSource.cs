namespace Orleans.Tx.Client.Sources;

/// <summary>A configuration that is ready to use: the files of docs/sources, which are part of this program.</summary>
internal static class KnownSource
{
    private const string Folder = "sources/";

    public const string Simulator = "simulator";

    /// <summary>Their names, in order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(KnownSource).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Select(name => name[Folder.Length..]).Order(StringComparer.Ordinal),
    ];

    /// <summary>The text of its tx.json; null where there is none of this name.</summary>
    public static string? Find(string name)
    {
        using var resource = typeof(KnownSource).Assembly.GetManifestResourceStream(Folder + name);
        if (resource is null)
            return null;
        using var text = new StreamReader(resource);
        return text.ReadToEnd();
    }
}
