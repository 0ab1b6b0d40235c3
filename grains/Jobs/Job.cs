using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Orleans.Tx.Grains.Jobs;

/// <summary>
/// Work of a grain that takes longer than a turn may: it runs beside the turns, one at a time, and is known by its id until the next
/// one starts or the grain's activation ends, which gives it up.
/// </summary>
/// <param name="kind">What messages call it.</param>
internal sealed partial class Job(Grain grain, string kind, TimeProvider time, ILogger logger) : IProgress<string>, IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMinutes(1);

    private CancellationTokenSource _stop = new();
    private Task _working = Task.CompletedTask;
    private JobProgress? _progress;

    private string Source => grain.GetPrimaryKeyString();

    /// <summary>How far the last one is; null where there was none.</summary>
    public JobProgress? Progress => _progress;

    /// <summary>Starts the work, unless some is under way.</summary>
    /// <param name="work">Returns what there is to know of how it ended, if anything.</param>
    public void Start(Func<CancellationToken, Task<string?>> work)
    {
        if (_progress is { State: JobState.Running })
            return;

        _stop.Dispose();
        _stop = new CancellationTokenSource();
        var id = time.GetUtcNow().ToString("yyyyMMdd'T'HHmmssfffffff", CultureInfo.InvariantCulture);
        _progress = new JobProgress(id, JobState.Running, "beginning", null);
        _working = Run(work, _stop.Token);
    }

    /// <summary>The job of this id.</summary>
    /// <exception cref="TxException">There is none.</exception>
    public JobProgress Find(string id) => _progress is { } progress && progress.Id == id
        ? progress
        : throw new TxException(TxError.NotFound, $"id: there is no {kind} '{id}' of source '{Source}'; it may have ended with its service");

    /// <summary>Gives the job up and waits until it has ended; one that has ended stays as it is.</summary>
    /// <exception cref="TxException">There is none of this id.</exception>
    public async Task Cancel(string id)
    {
        Find(id);
        await _stop.CancelAsync();
        await _working;
    }

    /// <summary>Tells what the work does now.</summary>
    public void Report(string value) => _progress = _progress! with { Step = value };

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _working;
        _stop.Dispose();
    }

    private async Task Run(Func<CancellationToken, Task<string?>> work, CancellationToken cancellationToken)
    {
        // While it runs nobody has to ask for it, and its grain must not be taken for idle.
        using var kept = grain.RegisterGrainTimer(
            _ => Task.CompletedTask, new GrainTimerCreationOptions { DueTime = Beat, Period = Beat, KeepAlive = true });
        try
        {
            var message = await work(cancellationToken);
            _progress = _progress! with { State = JobState.Done, Step = "done", Message = message };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _progress = _progress! with { State = JobState.Cancelled };
        }
        catch (Exception failure)
        {
            // Nobody awaits the job: whoever asks for its status is told.
            LogFailed(kind, Source, failure);
            _progress = _progress! with { State = JobState.Failed, Message = failure.Message };
        }
    }
}
