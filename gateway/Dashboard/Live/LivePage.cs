using Microsoft.AspNetCore.Components;
using Orleans.Tx.Gateway.Http;
using Orleans.Tx.Gateway.Progress;
using Orleans.Tx.Grains;

namespace Orleans.Tx.Gateway.Dashboard.Live;

/// <summary>
/// A page that shows one answer about one source, and keeps it up to date: at once when the question changes, and when the source's progress says
/// that the answer may have. It looks at that progress every second, which all who look share, and stops when its reader goes.
/// </summary>
public abstract class LivePage<TAnswer> : ComponentBase, IDisposable
    where TAnswer : class
{
    private const int RestsBetween = 4;

    private readonly CancellationTokenSource _gone = new();
    private CancellationTokenSource? _asking;
    private string? _asked;
    private bool _isDue;
    private (long At, TimeSpan Took) _loaded;

    /// <summary>The source that the address names.</summary>
    [SupplyParameterFromQuery(Name = "source")]
    public string? Named { get; set; }

    /// <summary>The source that is shown; null before it is known.</summary>
    protected string? Source { get; private set; }

    /// <summary>Null while there is none: it has not come yet, or <see cref="Why"/> says why.</summary>
    protected TAnswer? Answer { get; private set; }

    /// <summary>Why there is no answer, or why it is not up to date, in a sentence; null where all is well.</summary>
    protected string? Why { get; private set; }

    /// <summary>What is missing for there to be a page at all; null where there is a source.</summary>
    protected Lack? Lack { get; private set; }

    /// <summary>An answer is being waited for.</summary>
    protected bool IsAsking { get; private set; }

    /// <summary>Ends when the reader goes.</summary>
    protected CancellationToken Gone => _gone.Token;

    /// <summary>How the source's pulls stand; null before that is known.</summary>
    private protected SourceProgress? Progress { get; private set; }

    [Inject]
    private SourceChoice Sources { get; set; } = null!;

    [Inject]
    private ProgressFeed Feed { get; set; } = null!;

    [Inject]
    private RecentAnswers Recent { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    /// <summary>What the answer depends on beside the source, as text: the parameters of the address.</summary>
    protected virtual string Question => "";

    /// <summary>Gets the answer.</summary>
    /// <exception cref="TxException">There is none; the message is shown.</exception>
    protected abstract Task<TAnswer> Ask(string source, CancellationToken cancellationToken);

    /// <summary>Whether the answer may be another now than it was.</summary>
    private protected virtual bool IsChanged(SourceProgress before, SourceProgress now) =>
        before.Projection != now.Projection || !before.Weeks.SequenceEqual(now.Weeks);

    /// <summary>Asks anew at once: after something was done from this page.</summary>
    protected Task Refresh() => Load();

    protected override async Task OnParametersSetAsync()
    {
        var asked = $"{Named}\n{Question}";
        if (asked == _asked)
            return;
        _asked = asked;
        if (Recent.Find<Known>(GetType(), asked) is { } known)
            (Source, Answer, Progress, Why, _isDue) = (known.Source, known.Answer, known.Progress, null, true);
        else
            await Load();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        // Only where there is a reader to keep up to date: what is drawn into HTML is not.
        if (firstRender)
            _ = InvokeAsync(Follow);
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        _gone.Cancel();
        _gone.Dispose();
    }

    // An answer that takes the store long is not asked for all the time.
    private bool IsRested => Clock.GetElapsedTime(_loaded.At) >= RestsBetween * _loaded.Took;

    private async Task Follow()
    {
        using var timer = new PeriodicTimer(ProgressFeed.Interval, Clock);
        try
        {
            do
                await Look();
            while (await timer.WaitForNextTickAsync(Gone));
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException && _gone.IsCancellationRequested)
        {
            // Nobody looks any more.
        }
        catch (Exception e) when (!e.IsTold)
        {
            await DispatchExceptionAsync(e);
        }
    }

    private async Task Look()
    {
        if (IsAsking)
            return;
        try
        {
            var source = await Sources.Choose(Named);
            var now = await Feed.Now(source).WaitAsync(Gone);
            _isDue |= source != Source || Progress is null || IsChanged(Progress, now);
            Progress = now;
            if (_isDue && IsRested)
                await Load();
        }
        catch (Exception e) when (e.IsTold)
        {
            await Show(e);
        }
    }

    private async Task Load()
    {
        var (asking, asked, begun) = (Begin(), _asked, Clock.GetTimestamp());
        (IsAsking, _isDue) = (true, false);
        try
        {
            var source = await Sources.Choose(Named);
            var answer = await Ask(source, asking.Token);
            if (asking != _asking)
                return;
            (Source, Answer, Why, Lack) = (source, answer, null, null);
            Recent.Put(GetType(), asked!, new Known(source, answer, Progress));
            End(begun);
        }
        catch (OperationCanceledException) when (asking != _asking || _gone.IsCancellationRequested)
        {
            // Something else is asked by now, or nobody looks any more.
        }
        catch (Exception e) when (e.IsTold)
        {
            if (asking != _asking)
                return;
            await Show(e);
            End(begun);
        }
        finally
        {
            asking.Dispose();
        }
    }

    // Of two questions the second counts.
    private CancellationTokenSource Begin()
    {
        if (IsAsking)
            _asking?.Cancel();
        return _asking = CancellationTokenSource.CreateLinkedTokenSource(_gone.Token);
    }

    private void End(long begun)
    {
        _loaded = (Clock.GetTimestamp(), Clock.GetElapsedTime(begun));
        IsAsking = false;
        StateHasChanged();
    }

    private async Task Show(Exception failure)
    {
        var why = failure.Words;
        if (failure.IsPassing)
            _isDue = true;
        else
            Answer = null;
        if (why == Why)
            return;
        (Why, Lack) = (why, failure is TxException { Error: TxError.Invalid } ? await Missing() : null);
        StateHasChanged();
    }

    private async Task<Lack?> Missing()
    {
        var sources = Named is null ? await Sources.All() : [Named];
        return sources switch { [] => Live.Lack.Source, [_] => null, _ => Source is null ? Live.Lack.Choice : null };
    }

    private sealed record Known(string Source, TAnswer Answer, SourceProgress? Progress);
}
