using System.Collections.Frozen;
using System.Text;

namespace Orleans.Tx.Gateway.Dashboard.Assets;

/// <summary>All that the dashboard's pages load. Nothing comes from elsewhere.</summary>
internal static class DashboardAssets
{
    private const string Prefix = "assets/";

    private static readonly FrozenDictionary<string, Asset> All = Read().ToFrozenDictionary(asset => asset.Name, StringComparer.Ordinal);

    public static Asset Blazor => All["blazor.web.js"];

    public static Asset Script => All["dashboard.js"];

    public static Asset Style => All["dashboard.css"];

    /// <summary>What only the pages of pulls and limiter need.</summary>
    public static Asset OperationsStyle => All["operations.css"];

    public static Asset Icon => All["icon.svg"];

    /// <summary>The styles as text, for a page that can load nothing yet.</summary>
    public static string StyleText => Encoding.UTF8.GetString(Style.For("").Content);

    /// <summary>Null where there is none.</summary>
    public static Asset? Find(string name) => All.GetValueOrDefault(name);

    private static IEnumerable<Asset> Read()
    {
        var assembly = typeof(DashboardAssets).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var content = new MemoryStream();
            stream.CopyTo(content);
            yield return new Asset(name[Prefix.Length..], content.ToArray());
        }
    }
}
