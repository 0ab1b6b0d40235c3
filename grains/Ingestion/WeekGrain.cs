using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Orleans.Tx.Grains.Catalog;
using Orleans.Tx.Grains.Limiting;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>Runs the pull of its week. What it knows stands in the store; the source's feeder starts it again wherever it was lost.</summary>
internal sealed partial class WeekGrain(
    ISourceCatalog catalog, AcceptedQueries queries, ISourceApi api, IWeekStore weeks, ITransactionLog log, IRunRows rows, IProjectionStore projection,
    PullInstruments instruments, TimeProvider time, ILogger<WeekGrain> logger)
    : Grain, IWeekGrain
{
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(5);

    private CancellationTokenSource _stop = new();
    private readonly RetryDelay _delay = new(time, new Random(time.GetTimestamp().GetHashCode()));
    private Task _pulling = Task.CompletedTask;
    private PullRun? _run;
    private string? _trouble;
    private bool _gaveUp;

    private WeekKey Key => WeekKey.Parse(this.GetPrimaryKeyString());

    public Task Start()
    {
        if (_pulling.IsCompleted && _delay.Remaining <= TimeSpan.Zero && !_stop.IsCancellationRequested)
            _pulling = Pull(Key);
        return Task.CompletedTask;
    }

    public async Task Stop()
    {
        await _stop.CancelAsync();
        await _pulling;
        _stop.Dispose();
        _stop = new CancellationTokenSource();
    }

    public async Task Confirm()
    {
        var (source, week) = Key;
        if (!_pulling.IsCompleted || await weeks.Find(source, week, _stop.Token) is not { Leaving: > 0 } stored)
            throw new TxException(TxError.Invalid, $"{week} of source '{source}' has no rows that wait for a confirmation");

        // Many rows take longer than a call may; few are gone when it returns.
        _pulling = LetGo(Key, stored);
        await Task.WhenAny(_pulling, Task.Delay(LongestCall, time));
    }

    public async Task<WeekStatus> Status()
    {
        if (_run is { } run)
            return run.Status();

        var (source, week) = Key;
        return await weeks.Find(source, week, CancellationToken.None) is { } stored
            ? stored.ToStatus() with { Message = _trouble ?? stored.Message }
            : throw new TxException(TxError.NotFound, $"{week} of source '{source}' was never asked for");
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _pulling;
        _stop.Dispose();
    }

    private async Task Pull(WeekKey key)
    {
        try
        {
            var settings = catalog.Get(key.Source);

            // Before the run begins, for a new one forgets the pages of the last.
            if (!queries.Contains(settings) && await weeks.WasAccepted(key.Source, settings.Fingerprint, _stop.Token))
                queries.Add(settings);
            if (await weeks.Begin(key.Source, key.Week, settings.Fingerprint, _stop.Token) is not { } week)
                return;

            await Finish(key, week, settings);
            _trouble = null;
            _gaveUp = false;
            _delay.Succeeded();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            LogInterrupted(key);
        }
        catch (CursorMovedException moved)
        {
            LogMoved(key, moved.Message);
            DeactivateOnIdle();
        }
        catch (PullFailedException refused) when (refused.LostItsPlace && !_gaveUp)
        {
            LogLostPlace(key, refused.Message);
            await GiveUp(key, _run!.Week);
        }
        catch (Exception failure) when (failure is PullFailedException or TxException { Error: not TxError.Unavailable })
        {
            LogFailed(key, failure.Message);
            _gaveUp = false;
            await Fail(key, failure.Message);
        }
        catch (Exception failure)
        {
            // The feeder starts the week again; until then the status says why it stands still.
            LogLost(key, failure);
            _trouble = failure.Message;
            _delay.Failed();
        }
        finally
        {
            _run = null;
        }
    }

    private async Task Finish(WeekKey key, StoredWeek week, SourceSettings settings)
    {
        using var span = instruments.Pull(week);
        var purse = new PermitPurse(GrainFactory.GetGrain<ILimiterGrain>(key.Source), key.ToString(), time);
        var backlog = new Backlog(projection, key.Source, time);
        var run = _run = new PullRun(
            week, settings, queries, api, log, purse, backlog, instruments, time, new Random(HashCode.Combine(key, time.GetTimestamp())));
        LogStarted(key, week.Run, week.Cursor.Page);
        await run.Finish(_stop.Token);
        var end = await new RunEnding(settings, weeks, rows).End(run.Week, _stop.Token);
        LogEnded(key, end.State, run.Week.Counts.Rows, run.Week.Requests);
        span?.SetTag(InstrumentTags.State, InstrumentTags.Of(end.State)).SetStatus(ActivityStatusCode.Ok);
    }

    private async Task LetGo(WeekKey key, StoredWeek week)
    {
        try
        {
            await new RunEnding(catalog.Get(key.Source), weeks, rows).Confirm(week, _stop.Token);
        }
        catch (Exception failure) when (failure is TxException or CursorMovedException or OperationCanceledException)
        {
            // What is still there waits for a person as before.
            LogLost(key, failure);
        }
    }

    /// <summary>What was stored is met again by the new run, and skipped. Once: what is refused again will not get better by itself.</summary>
    private async Task GiveUp(WeekKey key, StoredWeek week)
    {
        try
        {
            await weeks.GiveUp(key.Source, key.Week, week.Run, week.Cursor, _stop.Token);
            _gaveUp = true;
        }
        catch (Exception failure) when (failure is TxException or OperationCanceledException)
        {
            // The run is still the week's: it goes on, is refused, and is given up then.
            LogLost(key, failure);
            _delay.Failed();
        }
    }

    private async Task Fail(WeekKey key, string message)
    {
        try
        {
            if (await weeks.Find(key.Source, key.Week, _stop.Token) is { } week)
                await weeks.Mark(key.Source, key.Week, week.Run, week.Cursor, WeekState.Failed, message, _stop.Token);
        }
        catch (Exception failure) when (failure is TxException or CursorMovedException or OperationCanceledException)
        {
            // It is still under way in the store: it will be started, fail and be marked again.
            LogLost(key, failure);
        }
    }
}
