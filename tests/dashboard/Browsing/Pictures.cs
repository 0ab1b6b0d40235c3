using Microsoft.Playwright;

namespace Orleans.Tx.Dashboard.Tests.Browsing;

/// <summary>Pictures of pages, for people to look at.</summary>
internal static class Pictures
{
    /// <summary>Where they are kept; null for nowhere.</summary>
    public static readonly string? Folder = Environment.GetEnvironmentVariable("TX_PICTURES") is { Length: > 0 } folder ? folder : null;

    /// <summary>Writes the page as it stands into the folder that <c>TX_PICTURES</c> names; nothing without it.</summary>
    public static async Task Keep(Visit visit, string name, Look look)
    {
        if (Folder is not null)
            await visit.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, $"{name}-{look}.png"), FullPage = true });
    }
}
