using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Orleans.Tx.Dashboard.Tests.Browsing;

/// <summary>One window on the dashboard, and all that it asked for and complained of.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _window;
    private readonly Uri _origin;
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentQueue<string> _addresses = new();

    private Visit(IBrowserContext window, IPage page, Uri origin)
    {
        (_window, Page, _origin) = (window, page, origin);
        window.Request += (_, request) => _addresses.Enqueue(request.Url);
        page.WebSocket += (_, socket) => _addresses.Enqueue(socket.Url);
        window.Console += (_, message) => Complain(message);
        window.WebError += (_, error) => _complaints.Enqueue($"error: {error.Error}");
    }

    public IPage Page { get; }

    /// <summary>Warnings and errors on the console, and scripts that failed.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>What was asked for elsewhere than at the service.</summary>
    public IEnumerable<string> Strays => _addresses.Where(address =>
        new Uri(address) is var uri && uri.Scheme is not ("data" or "blob") && uri.Authority != _origin.Authority);

    public static async Task<Visit> Begin(IBrowserContext window, Uri origin) => new(window, await window.NewPageAsync(), origin);

    /// <summary>Opens a page and waits until it can be used.</summary>
    public async Task Go(string path)
    {
        await Page.GotoAsync(path);
        await IsLive();
    }

    /// <summary>Waits until the page on the screen answers what is done with it, not only shows what it was sent with.</summary>
    public Task IsLive() => Page.Locator("[data-live]").First.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });

    /// <summary>Nothing was complained of, and nobody else was asked for anything.</summary>
    public void AssertQuiet()
    {
        Assert.Empty(Complaints);
        Assert.NotEmpty(_addresses);
        Assert.Empty(Strays);
    }

    public ValueTask DisposeAsync() => _window.DisposeAsync();

    private void Complain(IConsoleMessage message)
    {
        if (message.Type is "warning" or "error" or "assert")
            _complaints.Enqueue($"{message.Type}: {message.Text} ({message.Location})");
    }
}
