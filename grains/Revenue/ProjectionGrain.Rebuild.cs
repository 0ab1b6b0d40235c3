using System.Globalization;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Grains.Jobs;

namespace Orleans.Tx.Grains.Revenue;

// While the aggregates are made anew nothing else is carried: only this grain moves them, and it does one thing at a time.
internal sealed partial class ProjectionGrain
{
    private const int MostTries = 5;
    private const int MostDamagesTold = 5;

    private BulkCarried? _rebuilt;

    private bool IsRebuilding => _rebuild.Progress is { State: JobState.Running };

    public Task<RebuildStatus> Rebuild()
    {
        _rebuild.Start(RebuildAll);
        return Task.FromResult(Told(_rebuild.Progress!));
    }

    public Task<RebuildStatus> RebuildStatus(string id) => Task.FromResult(Told(_rebuild.Find(id)));

    public async Task<RebuildStatus> CancelRebuild(string id)
    {
        await _rebuild.Cancel(id);
        return Told(_rebuild.Find(id));
    }

    private RebuildStatus Told(JobProgress job)
    {
        var status = new RebuildStatus(Source, job.Id, job.State, job.Step, 0, 0, 0, 0, _reporting.Zone.Id, job.Message);
        return (job.State, _inBulk, _rebuilt) switch
        {
            (JobState.Running, { } now, _) => status with
            {
                Carried = now.Carried,
                Entries = now.Entries,
                Step = string.Create(CultureInfo.InvariantCulture, $"counting {now.Carried:N0} of {now.Entries:N0} entries"),
            },
            (JobState.Done, _, { } done) => status with
            {
                Carried = done.Entries, Entries = done.Entries, Epoch = done.Epoch, Position = done.To,
            },
            _ => status,
        };
    }

    private async Task<string?> RebuildAll(CancellationToken cancellationToken)
    {
        _rebuilt = null;
        await StopCarrying();
        Forget();
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await RebuildOnce(cancellationToken);
            }
            catch (StaleProjectionException stale) when (tries < MostTries)
            {
                LogStale(Source, stale.Message);
            }
        }
    }

    private async Task<string?> RebuildOnce(CancellationToken cancellationToken)
    {
        var (at, months) = (await _store.Position(Source, cancellationToken), new MonthCalendar(_reporting.Zone));
        _rebuild.Report("sorting the log by customer");
        using var span = _instruments.Project(Source, ProjectionInstruments.InBulk, traces: []);
        var carried = await CarryFar(new BulkCarry(Source, at.Epoch, at.Position, months, Anew: true), cancellationToken);
        _rebuilt = carried ?? throw new InvalidOperationException("a log that is carried anew has at least an end");

        _instruments.Projected(span, Source, ProjectionInstruments.InBulk, carried.Entries);
        LogRebuilt(Source, carried.Entries, carried.To, carried.Epoch, months.Zone.Id);
        Use(months, notice: null);
        await Moved(new StoredPosition(carried.Epoch, carried.To, carried.To, months.Zone.Id), at, carried.Values, isLast: false, CancellationToken.None);
        (_readAt, _trouble) = (carried.To, null);
        return carried.Damaged.Count == 0 ? null : Told(carried.Damaged);
    }

    private static string Told(IReadOnlyList<string> damaged) => string.Join(
        ' ',
        [
            "The aggregates are what the log holds now, but the log does not hold together:",
            .. damaged.Take(MostDamagesTold),
            .. damaged.Count > MostDamagesTold ? [$"And {damaged.Count - MostDamagesTold} batches more; tx verify has them."] : Array.Empty<string>(),
        ]);
}
