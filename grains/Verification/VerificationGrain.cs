using System.Globalization;
using Microsoft.Extensions.Logging;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Grains.Verification;

/// <summary>
/// Has the store compare itself with its log, and then compares what the revenue and month grains hold with what is stored. No turn
/// waits for it: the job runs beside them, and a status is what it has told last.
/// </summary>
internal sealed partial class VerificationGrain(
    IVerificationStore store, IProjectionStore projection, TimeProvider time, ILogger<VerificationGrain> logger) : Grain, IVerificationGrain
{
    private const int MostShown = 20;
    private const int MostTries = 5;
    private static readonly TimeSpan Beat = TimeSpan.FromMinutes(1);

    private CancellationTokenSource _stop = new();
    private Task _comparing = Task.CompletedTask;
    private VerificationStatus? _status;

    private string Source => this.GetPrimaryKeyString();

    public Task<VerificationStatus> Start()
    {
        if (_status is { State: VerificationState.Running } running)
            return Task.FromResult(running);

        _stop.Dispose();
        _stop = new CancellationTokenSource();
        var id = time.GetUtcNow().ToString("yyyyMMdd'T'HHmmssfffffff", CultureInfo.InvariantCulture);
        var started = _status = new VerificationStatus(Source, id, VerificationState.Running, "beginning", 0, 0, 0, 0, 0, 0, [], null);
        _comparing = Run(_stop.Token);
        return Task.FromResult(started);
    }

    public Task<VerificationStatus> Status(string id) => Task.FromResult(Known(id));

    public async Task<VerificationStatus> Cancel(string id)
    {
        Known(id);
        await _stop.CancelAsync();
        await _comparing;
        return Known(id);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _comparing;
        _stop.Dispose();
    }

    private VerificationStatus Known(string id) => _status is { } status && status.Id == id
        ? status
        : throw new TxException(TxError.NotFound, $"id: there is no verification '{id}' of source '{Source}'; it may have ended with its service");

    private async Task Run(CancellationToken cancellationToken)
    {
        // While it runs nobody has to ask for it, and it must not be taken for idle.
        using var kept = this.RegisterGrainTimer(
            _ => Task.CompletedTask, new GrainTimerCreationOptions { DueTime = Beat, Period = Beat, KeepAlive = true });
        try
        {
            var found = await store.Compare(Source, MostShown, new Steps(this), cancellationToken);
            var answers = await CompareAnswers(cancellationToken);
            _status = _status! with
            {
                State = VerificationState.Done,
                Step = "done",
                Position = found.At.Position,
                LastBatch = found.At.LastBatch,
                Rows = found.Rows,
                Ledgers = found.Ledgers,
                Cells = found.Cells,
                Differences = found.Differences + (answers?.Count ?? 0),
                Shown = [.. found.Shown, .. answers?.Take(MostShown) ?? []],
                Message = answers is null ? "what the grains hold was not compared: the aggregates moved on meanwhile" : null,
            };
            LogDone(Source, _status.Differences, found.At.Position, found.At.LastBatch);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _status = _status! with { State = VerificationState.Cancelled };
        }
        catch (Exception failure)
        {
            // Nobody awaits the job: whoever asks for its status is told.
            LogFailed(Source, failure);
            _status = _status! with { State = VerificationState.Failed, Message = failure.Message };
        }
    }

    /// <returns>Null where they never were at the same position: a projection was at work.</returns>
    private async Task<IReadOnlyList<Difference>?> CompareAnswers(CancellationToken cancellationToken)
    {
        new Steps(this).Report("comparing what the grains hold");
        for (var tries = 1; tries <= MostTries; tries++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var stored = await projection.Matrix(Source, cancellationToken);
            var answer = await GrainFactory.GetGrain<IRevenueGrain>(Source).Report(new RevenueQuery(null));
            if (answer.Coverage?.Position != stored.At.Position)
                continue;

            var rows = new Dictionary<Month, MonthRow>();
            foreach (var month in stored.Matrix.Months)
                rows[month] = await GrainFactory.GetGrain<IMonthGrain>($"{Source}/{month}").Row();
            if (rows.Values.All(row => (row.Epoch, row.Position) == (stored.At.Epoch, stored.At.Position)))
                return HeldAnswers.Compare(stored, answer, rows);
        }

        return null;
    }

    private sealed class Steps(VerificationGrain grain) : IProgress<string>
    {
        public void Report(string value) => grain._status = grain._status! with { Step = value };
    }
}
