using Microsoft.Extensions.Logging;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Grains.Jobs;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Grains.Verification;

/// <summary>
/// Has the store compare itself with its log, and then compares what the revenue and month grains hold with what is stored.
/// </summary>
internal sealed partial class VerificationGrain : Grain, IVerificationGrain
{
    private const int MostShown = 20;
    private const int MostTries = 5;

    private readonly IVerificationStore _store;
    private readonly IProjectionStore _projection;
    private readonly ILogger<VerificationGrain> _logger;
    private readonly Job _job;
    private Findings? _findings;

    public VerificationGrain(
        IVerificationStore store, IProjectionStore projection, TimeProvider time, ILogger<VerificationGrain> logger)
    {
        (_store, _projection, _logger) = (store, projection, logger);
        _job = new Job(this, "verification", time, logger);
    }

    private string Source => this.GetPrimaryKeyString();

    public Task<VerificationStatus> Start()
    {
        _job.Start(Verify);
        return Task.FromResult(Told(_job.Progress!));
    }

    public Task<VerificationStatus> Status(string id) => Task.FromResult(Told(_job.Find(id)));

    public async Task<VerificationStatus> Cancel(string id)
    {
        await _job.Cancel(id);
        return Told(_job.Find(id));
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        await _job.DisposeAsync();

    private VerificationStatus Told(JobProgress job)
    {
        var status = new VerificationStatus(Source, job.Id, job.State, job.Step, 0, 0, 0, 0, 0, 0, [], job.Message);
        return job.State == JobState.Done && _findings is { } found
            ? status with
            {
                Position = found.Compared.At.Position,
                LastBatch = found.Compared.At.LastBatch,
                Rows = found.Compared.Rows,
                Ledgers = found.Compared.Ledgers,
                Cells = found.Compared.Cells,
                Differences = found.Compared.Differences + found.Answers.Count,
                Shown = [.. found.Compared.Shown, .. found.Answers.Take(MostShown)],
            }
            : status;
    }

    private async Task<string?> Verify(CancellationToken cancellationToken)
    {
        _findings = null;
        var found = await _store.Compare(Source, MostShown, _job, cancellationToken);
        var answers = await CompareAnswers(cancellationToken);
        _findings = new Findings(found, answers ?? []);
        LogDone(Source, found.Differences + (answers?.Count ?? 0), found.At.Position, found.At.LastBatch);
        return answers is null ? "what the grains hold was not compared: the aggregates moved on meanwhile" : null;
    }

    /// <returns>Null where they never were at the same position: a projection was at work.</returns>
    private async Task<IReadOnlyList<Difference>?> CompareAnswers(CancellationToken cancellationToken)
    {
        _job.Report("comparing what the grains hold");
        for (var tries = 1; tries <= MostTries; tries++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var stored = await _projection.Matrix(Source, cancellationToken);
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

    private sealed record Findings(Comparison Compared, IReadOnlyList<Difference> Answers);
}
