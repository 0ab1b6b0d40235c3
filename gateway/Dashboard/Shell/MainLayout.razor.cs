using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Orleans.Tx.Gateway.Dashboard.Live;

namespace Orleans.Tx.Gateway.Dashboard.Shell;

/// <summary>What stands around every page: where one is, which source is meant, and who one is.</summary>
public sealed partial class MainLayout
{
    private static readonly (string Path, string Name)[] Pages =
        [("", "Revenue"), ("cohorts", "Cohorts"), ("pulls", "Pulls"), ("limiter", "Limiter"), ("customer", "Customer")];

    private static readonly TimeSpan SessionIsSeen = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<string> _sources = [];
    private string? _keyName;
    private string? _usual;

    private string? Current => PageAddress.Of(Navigation).Value("source") ?? _usual;

    private string Path => Navigation.ToBaseRelativePath(Navigation.Uri).Split('?', '#')[0];

    // With the whole address: a page's base is the root.
    private string SkipAddress => $"{Navigation.ToBaseRelativePath(Navigation.Uri).Split('#')[0]}#content";

    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += Moved;
        _keyName = await Visitor.KeyName();
        await Look();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
            _ = InvokeAsync(Follow);
    }

    public void Dispose()
    {
        Navigation.LocationChanged -= Moved;
        _gone.Cancel();
        _gone.Dispose();
    }

    private async Task Follow()
    {
        using var timer = new PeriodicTimer(SessionIsSeen, Clock);
        var gone = _gone.Token;
        try
        {
            while (await timer.WaitForNextTickAsync(gone))
            {
                if (!await Visitor.IsSignedIn())
                    Navigation.NavigateTo(Navigation.Uri, forceLoad: true);
                await Look();
                StateHasChanged();
            }
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            // Nobody looks any more.
        }
    }

    private async Task Look()
    {
        try
        {
            _sources = await Choice.All();
            _usual = _sources.Count > 1 && PageAddress.Of(Navigation).Value("source") is null ? await Usual() : null;
        }
        catch (Exception e) when (e.IsTold)
        {
            // The page says what is wrong; the sources that were known stay.
        }
    }

    private async Task<string?> Usual()
    {
        try
        {
            return await Choice.Choose(named: null);
        }
        catch (Grains.TxException several) when (several.Error == Grains.TxError.Invalid)
        {
            return null;
        }
    }

    private void Moved(object? sender, LocationChangedEventArgs to) => _ = InvokeAsync(StateHasChanged);

    // Of a page below it, it is where one is without being it.
    private string? CurrentAt(string path) =>
        string.Equals(Path, path, StringComparison.OrdinalIgnoreCase) ? "page" : path.Length > 0 && Path.StartsWith($"{path}/", StringComparison.OrdinalIgnoreCase) ? "true" : null;

    // From page to page only the source is kept: filters belong to one page.
    private string Link(string path) => PageAddress.Of(Navigation).OnlySource(path);

    private void Choose(ChangeEventArgs chosen) => Navigation.NavigateTo(PageAddress.Of(Navigation).With("source", chosen.Value as string));
}
