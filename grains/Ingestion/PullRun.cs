using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Grains.Catalog;
using Orleans.Tx.Grains.Limiting;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>
/// One pull of one week: pages are fetched several at a time, in any order, and stored in order. It lives in its grain: every step
/// is a short turn of the grain's scheduler, so nothing here runs at the same time as anything else of it.
/// </summary>
internal sealed class PullRun
{
    private const int MostPagesInBatch = 50;

    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(1);

    private readonly ISourceApi _api;
    private readonly ITransactionLog _log;
    private readonly SourceSettings _settings;
    private readonly TimeProvider _time;
    private readonly PagePlan<PageAnswer.Fetched> _plan;
    private readonly PageIntake _intake;
    private readonly PermitPurse _purse;
    private readonly Backlog _backlog;
    private readonly PullPace _pace;
    private readonly PullInstruments _instruments;
    private readonly RetryDelay _sourceDelay;
    private readonly RetryDelay _storeDelay;
    private TaskCompletionSource _changed = NewSignal();
    private StoredWeek _week;
    private Exception? _failure;
    private string? _storeTrouble;
    private int _inFlight;
    private bool _storing;
    private bool _asking;
    private long _requests;

    public PullRun(
        StoredWeek week, SourceSettings settings, AcceptedQueries queries, ISourceApi api, ITransactionLog log, PermitPurse purse,
        Backlog backlog, PullInstruments instruments, TimeProvider time, Random random)
    {
        _instruments = instruments;
        (_week, _settings, _api, _log, _purse, _backlog, _time) = (week, settings, api, log, purse, backlog, time);
        _pace = new PullPace(week, time);
        _plan = new PagePlan<PageAnswer.Fetched>(week.Cursor, settings.Paging);
        (_sourceDelay, _storeDelay) = (new RetryDelay(time, random), new RetryDelay(time, random));
        _intake = new PageIntake(_plan, settings, queries, _sourceDelay);
    }

    /// <summary>The week as it is stored.</summary>
    public StoredWeek Week => _week;

    /// <summary>Pulls every page that is not stored, however long that takes.</summary>
    /// <exception cref="PullFailedException">The source refuses the request itself.</exception>
    /// <exception cref="CursorMovedException">Someone else is at the same week.</exception>
    public async Task Finish(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            while (!_plan.Done || HasRest)
            {
                // Taken first: a wait that ends while the rest is looked at must not be missed.
                var soonest = SoonestWait;
                StartFetching(stop.Token);
                StartStoring(stop.Token);
                StartAsking();
                await SomethingChanges(soonest, stop.Token);
            }
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }
        finally
        {
            await LastOnesCome();
            await _purse.Empty();
        }
    }

    public WeekStatus Status()
    {
        var status = _pace.Onto(_week.ToStatus() with
        {
            Pages = _plan.Pages ?? _week.Pages,
            Requests = _week.Requests + _requests,
            Rejections = _week.Rejections + _intake.Rejections,
            Message = Trouble,
        });
        return _inFlight == 0 && !_storing && SoonestWait is { } wait
            ? status with { Status = WeekState.Waiting, WaitingUntil = _time.GetUtcNow() + wait, Message = Trouble ?? "waiting for a permit" }
            : status;
    }

    private string? Trouble => _storeTrouble ?? _backlog.Trouble ?? _intake.Trouble;

    private void StartFetching(CancellationToken cancellationToken)
    {
        while (_inFlight < MostInFlight && MayFetch && _purse.TryTake(out var lease))
        {
            _inFlight++;
            _requests++;
            _ = Fetch(_plan.Next(), lease, cancellationToken);
        }
    }

    // The first page tells how many there are: until then, more requests than that might be spent on a small week. Where each page tells
    // of the next, there is never more than one to ask for.
    private int MostInFlight => _intake.HasAccepted && !_settings.ByToken ? _settings.InFlight : 1;

    // Memory is bounded by the pages that were asked for and are not stored.
    private bool MayFetch =>
        _plan.HasNext && _plan.Open < 4L * _settings.InFlight && _sourceDelay.Remaining <= TimeSpan.Zero && _storeDelay.Remaining <= TimeSpan.Zero;

    private async Task Fetch(long page, long lease, CancellationToken cancellationToken)
    {
        var outcome = PermitOutcome.Unknown;
        PageAnswer? answer = null;
        try
        {
            answer = await _api.Fetch(_week.Source, _week.Week, _plan.At(page), cancellationToken);
            outcome = PageIntake.OutcomeOf(answer);
            _intake.Take(page, answer, _week.Cursor);
        }
        catch (TxException failure)
        {
            outcome = PermitOutcome.Unsent;
            _failure ??= failure;
        }
        catch (Exception failure)
        {
            // It ends the pull: Finish throws it again.
            _failure ??= failure;
        }
        finally
        {
            _purse.Settle(lease, outcome, (answer as PageAnswer.RateLimited)?.RetryAfter, answer?.Budget);
            _inFlight--;
            _changed.TrySetResult();
        }
    }

    private void StartStoring(CancellationToken cancellationToken)
    {
        if (_storing || _storeDelay.Remaining > TimeSpan.Zero || _backlog.Remaining > TimeSpan.Zero)
            return;
        var pages = _plan.Ready(MostPagesInBatch);
        if (pages.Count == 0 && !HasRest)
            return;

        _storing = true;
        _ = Store(pages, cancellationToken);
    }

    // An empty page behind the last is no page of the week; what it cost and told is kept all the same.
    private bool HasRest => _plan.Done && (_requests > 0 || _intake.Rejections > 0 || (_intake.Told is not null && _intake.Told != _week.Total));

    private async Task Store(IReadOnlyList<PageAnswer.Fetched> pages, CancellationToken cancellationToken)
    {
        var (requests, rejections) = (_requests, _intake.Rejections);
        try
        {
            if (!await _backlog.HasRoom(cancellationToken))
                return;
            var batch = new PageBatch(_week.Source, _week.Week, _week.Run, _plan.Cursor, pages, _plan.Pages, requests, rejections) { Told = _plan.Done ? _intake.Told : null };
            _week = await Append(batch, cancellationToken);
            _plan.Stored(pages.Count);
            _requests -= requests;
            _intake.Forget(rejections);
            _storeDelay.Succeeded();
            _storeTrouble = null;
        }
        catch (TxException failure) when (failure.Error == TxError.Unavailable)
        {
            _storeDelay.Failed();
            _storeTrouble = failure.Message;
        }
        catch (Exception failure)
        {
            // It ends the pull: Finish throws it again.
            _failure ??= failure;
        }
        finally
        {
            _storing = false;
            _changed.TrySetResult();
        }
    }

    private async Task<StoredWeek> Append(PageBatch batch, CancellationToken cancellationToken)
    {
        using var span = _instruments.Store(batch);
        var stored = await _log.Append(batch, cancellationToken);
        span?.SetTag("tx.rows", stored.Counts.Rows - _week.Counts.Rows).SetStatus(ActivityStatusCode.Ok);
        _instruments.Stored(batch, _week.Counts, stored.Counts);
        return stored;
    }

    private void StartAsking()
    {
        if (_asking || !(UntilAsk <= TimeSpan.Zero))
            return;

        _asking = true;
        _ = Ask(WantedPermits);
    }

    private TimeSpan? UntilAsk => _purse.UntilAsk(WantedPermits > 0, _inFlight == 0);

    // No more than can be sent at once: what lies unused in one week's purse is a slot that nobody uses.
    private int WantedPermits => MayFetch ? (int)Math.Min(MostInFlight - _inFlight, _plan.Left ?? long.MaxValue) : 0;

    private async Task Ask(int wanted)
    {
        using var span = _instruments.Lease(_week.Source, wanted);
        try
        {
            await _purse.Ask(wanted);
            span?.SetTag("tx.permits.left", _purse.Left).SetStatus(ActivityStatusCode.Ok);
            _storeTrouble = null;
        }
        catch (Exception failure) when (failure is TxException { Error: TxError.Unavailable } or TimeoutException)
        {
            _storeDelay.Failed();
            _storeTrouble = failure.Message;
        }
        catch (Exception failure)
        {
            // It ends the pull: Finish throws it again.
            _failure ??= failure;
        }
        finally
        {
            _asking = false;
            _changed.TrySetResult();
        }
    }

    private TimeSpan? SoonestWait
    {
        get
        {
            TimeSpan?[] waits = [_sourceDelay.Remaining, _storeDelay.Remaining, _backlog.Remaining, _asking ? null : UntilAsk];
            return waits.Where(wait => wait > TimeSpan.Zero).Min();
        }
    }

    private async Task SomethingChanges(TimeSpan? before, CancellationToken cancellationToken)
    {
        var within = new[] { before, SoonestWait, LongestSleep }.Min()!.Value;
        await Task.WhenAny(_changed.Task, _time.DelayAtLeast(within, cancellationToken));
        if (_changed.Task.IsCompleted)
            _changed = NewSignal();
        cancellationToken.ThrowIfCancellationRequested();
        if (_failure is not null)
            ExceptionDispatchInfo.Throw(_failure);
    }

    private async Task LastOnesCome()
    {
        while (_inFlight > 0 || _storing || _asking)
        {
            await _changed.Task;
            _changed = NewSignal();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
