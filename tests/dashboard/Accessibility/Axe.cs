using System.Text.Json;
using Orleans.Tx.Dashboard.Tests.Browsing;

namespace Orleans.Tx.Dashboard.Tests.Accessibility;

/// <summary>axe-core, which looks for what keeps people from using a page.</summary>
internal static class Axe
{
    private static readonly Lazy<Task<NodePackages>> Found = new(() => NodePackages.Install(Path.Combine(AppContext.BaseDirectory, "Accessibility"), "dashboard-tests"));

    /// <summary>Skips the test where axe-core can't be had.</summary>
    public static async Task Require()
    {
        var (modules, why) = await Found.Value;
        Assert.SkipWhen(modules is null, why ?? "");
    }

    /// <summary>The serious and critical faults of the page as it stands, each with the places where it is.</summary>
    public static async Task<IReadOnlyList<string>> Faults(Visit visit)
    {
        var (modules, _) = await Found.Value;
        var script = await File.ReadAllTextAsync(Path.Combine(modules!, "axe-core", "axe.min.js"), TestContext.Current.CancellationToken);
        // As the browser's own tools would: the page's own policy lets no script in.
        await visit.Page.EvaluateAsync(script);
        var violations = await visit.Page.EvaluateAsync<JsonElement>("async () => (await axe.run(document, { resultTypes: ['violations'] })).violations");
        return [.. violations.EnumerateArray().Where(IsSerious).Select(Sentence)];
    }

    private static bool IsSerious(JsonElement violation) => violation.GetProperty("impact").GetString() is "serious" or "critical";

    private static string Sentence(JsonElement violation)
    {
        var places = violation.GetProperty("nodes").EnumerateArray()
            .Select(node => $"\n    {node.GetProperty("target")}: {node.GetProperty("failureSummary").GetString()?.ReplaceLineEndings(" ")}");
        return $"{violation.GetProperty("id").GetString()}: {violation.GetProperty("help").GetString()}{string.Concat(places.Take(5))}";
    }
}
