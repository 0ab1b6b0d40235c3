using Orleans.Tx.Dashboard.Tests.Serving;

namespace Orleans.Tx.Dashboard.Tests.Pages;

/// <summary>Every page, of sources in every condition.</summary>
internal static class PagePaths
{
    /// <summary>As they look in use, each with the name of its picture.</summary>
    public static IReadOnlyList<(string Name, string Path)> Usual { get; } =
    [
        ("revenue", Of("/", ServedSources.Shop)),
        ("cohorts", Of("/cohorts", ServedSources.Shop)),
        ("pulls", Of("/pulls", ServedSources.Shop)),
        ("week", Of("/pulls/2025-W20", ServedSources.Shop)),
        ("limiter", Of("/limiter", ServedSources.Shop)),
        ("customer", Of("/customer", ServedSources.Shop)),
    ];

    /// <summary>Where there is nothing to see, or trouble.</summary>
    public static IReadOnlyList<(string Name, string Path)> Unusual { get; } =
    [
        ("no-source", "/"),
        ("no-such-source", Of("/pulls", "nowhere")),
        ("no-such-week", Of("/pulls/2031-W01", ServedSources.Shop)),
        ("new-revenue", Of("/", ServedSources.New)),
        ("new-cohorts", Of("/cohorts", ServedSources.New)),
        ("new-pulls", Of("/pulls", ServedSources.New)),
        ("new-limiter", Of("/limiter", ServedSources.New)),
        ("new-customer", Of("/customer", ServedSources.New)),
        ("failed-pulls", Of("/pulls", ServedSources.Gone)),
        ("files-pulls", Of("/pulls", ServedSources.Files)),
        ("files-limiter", Of("/limiter", ServedSources.Files)),
    ];

    public static string Of(string page, string source) => $"{page}?source={source}";
}
