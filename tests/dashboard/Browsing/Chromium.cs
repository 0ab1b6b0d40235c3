using Microsoft.Playwright;

namespace Orleans.Tx.Dashboard.Tests.Browsing;

/// <summary>The browser of all tests: a Chromium that the system has, since nothing is downloaded for it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Named = "TX_CHROMIUM";

    // In milliseconds. What is waited for comes in a moment; only a test that hangs waits for so long.
    private const float Patience = 30_000;

    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    // So that it asks nobody for news, and uses no memory that a container has little of.
    private static readonly string[] Arguments =
    [
        "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-quic", "--disable-gpu", "--disable-dev-shm-usage",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (Find() is not { } program)
            return;
        Assertions.SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = program, Args = Arguments });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>Skips the test where there is no browser: before anything is started for it.</summary>
    internal void Require() => Assert.SkipWhen(_browser is null, $"There is no Chromium: apt-get install chromium, or name one in {Named}.");

    /// <summary>Opens a window that knows nothing of others.</summary>
    internal async Task<Visit> Open(Uri origin, Look look)
    {
        Require();
        var window = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = origin.ToString(),
            ViewportSize = new ViewportSize { Width = look.Width, Height = look.Height },
            HasTouch = look.IsPhone,
            ColorScheme = look.IsDark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            AcceptDownloads = true,
            Locale = "en-GB",
            TimezoneId = "UTC",
        });
        return await Visit.Begin(window, origin);
    }

    private static string? Find() => Environment.GetEnvironmentVariable(Named) is { Length: > 0 } named
        ? named
        : Places.FirstOrDefault(File.Exists);
}
