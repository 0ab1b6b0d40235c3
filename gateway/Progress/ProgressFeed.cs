using System.Runtime.CompilerServices;
using Microsoft.Extensions.Hosting;
using Orleans.Tx.Gateway.Methods;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Gateway.Progress;

/// <summary>
/// Tells how a source stands, then what changes. A listener is told differences between states, not a queue of what happened: one that is slow gets the
/// newest of each, and holds one state however long it takes. All who listen share one reading.
/// </summary>
internal sealed class ProgressFeed(IGrainFactory grains, TimeProvider clock, IHostApplicationLifetime lifetime)
{
    /// <summary>How often the state is looked at while somebody listens.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>How long nothing is told at most.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Fresh = Interval / 2;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (long At, Task<SourceProgress> State)> _readings = new(StringComparer.Ordinal);

    /// <summary>Ends when the program stops.</summary>
    /// <param name="source">One that there is.</param>
    /// <exception cref="TxException">The state can't be had to begin with; if that comes later, it is an event.</exception>
    public async IAsyncEnumerable<ProgressEvent> Of(string source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        var toldAt = clock.GetTimestamp();
        var known = await Read(source).WaitAsync(cancellationToken);
        foreach (var begin in known.Since(null))
            yield return begin;
        string? trouble = null;
        while (await Next(timer, cancellationToken))
        {
            var (now, why) = await TryRead(source, cancellationToken);
            // Behind trouble everything is told again, which tells as well that it is over.
            IReadOnlyList<ProgressEvent> news =
                now is not null ? [.. now.Since(trouble is null ? known : null)] : why != trouble ? [new ProgressEvent(Trouble: why)] : [];
            (known, trouble) = (now ?? known, why);
            if (news.Count == 0 && clock.GetElapsedTime(toldAt) >= Silence)
                news = [ProgressEvent.Quiet];
            if (news.Count > 0)
                toldAt = clock.GetTimestamp();
            foreach (var one in news)
                yield return one;
        }
    }

    /// <summary>How a source stands, as of half a second ago at most.</summary>
    /// <param name="source">One that there is.</param>
    /// <exception cref="TxException">That can't be had.</exception>
    public Task<SourceProgress> Now(string source) => Read(source);

    // False when the program stops.
    private async Task<bool> Next(PeriodicTimer timer, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        try
        {
            return await timer.WaitForNextTickAsync(end.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<(SourceProgress? State, string? Trouble)> TryRead(string source, CancellationToken cancellationToken)
    {
        try
        {
            return (await Read(source).WaitAsync(cancellationToken), null);
        }
        catch (TxException trouble)
        {
            return (null, trouble.Message);
        }
        catch (TimeoutException)
        {
            return (null, "the service does not answer in time");
        }
    }

    private Task<SourceProgress> Read(string source)
    {
        lock (_gate)
        {
            if (_readings.TryGetValue(source, out var reading) && clock.GetElapsedTime(reading.At) < Fresh)
                return reading.State;
            var state = Ask(source);
            _readings[source] = (clock.GetTimestamp(), state);
            return state;
        }
    }

    private async Task<SourceProgress> Ask(string source)
    {
        var limiter = grains.LimiterIfAny(source);
        var projection = grains.GetGrain<IProjectionGrain>(source).Status();
        var weeks = grains.GetGrain<ISourceGrain>(source).Weeks();
        await Task.WhenAll(limiter, projection, weeks);
        var use = await limiter;
        return new SourceProgress(use is null ? null : use with { History = [] }, await projection, await weeks);
    }
}
