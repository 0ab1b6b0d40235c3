using System.Collections.Immutable;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Grains.Catalog;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>
/// Keeps the source's work going: weeks under way, the newest queued ones while there is room, and the projection while it is behind.
/// What is to be done stands in the store alone, so that any grain of it may be lost at any time: a reminder brings this one back.
/// </summary>
internal sealed class SourceGrain(ISourceCatalog catalog, IWeekStore weeks, TimeProvider time) : Grain, ISourceGrain, IRemindable
{
    private const string Reminder = "feed";
    private const int MostWeeks = 5300;

    private static readonly TimeSpan FeedEvery = TimeSpan.FromMilliseconds(250);

    private readonly RetryDelay _delay = new(time, new Random(time.GetTimestamp().GetHashCode()));
    private IGrainTimer? _feeder;

    private string Source => this.GetPrimaryKeyString();

    public async Task<ImmutableArray<WeekStatus>> Pull(PullRequest request)
    {
        var settings = catalog.Get(Source);
        var asked = Asked(request, settings);
        await weeks.Queue(Source, asked, CancellationToken.None);
        await StartFeeding();
        var wanted = asked.Select(week => week.ToString()).ToHashSet(StringComparer.Ordinal);
        return [.. (await Weeks()).Where(week => wanted.Contains(week.Week))];
    }

    public async Task Resume()
    {
        // A reminder may have outlived its work: whoever ended that was lost before the reminder was taken back.
        if ((await weeks.List(Source, CancellationToken.None)).Any(IsUnfinished) || await IsBehind())
            await StartFeeding();
        else
            await StopFeeding();
    }

    public async Task<ImmutableArray<WeekStatus>> Weeks()
    {
        var stored = await weeks.List(Source, CancellationToken.None);
        return [.. await Task.WhenAll(stored.Select(StatusOf))];
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => Resume();

    private Task<WeekStatus> StatusOf(StoredWeek week) =>
        week.State.IsUnderWay() ? Grain(week.Week).Status() : Task.FromResult(week.ToStatus());

    private async Task StartFeeding()
    {
        await this.RegisterOrUpdateReminder(Reminder, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        _feeder ??= this.RegisterGrainTimer(
            _ => Feed(), new GrainTimerCreationOptions { DueTime = TimeSpan.Zero, Period = FeedEvery, KeepAlive = true });
    }

    private async Task Feed()
    {
        if (_delay.Remaining > TimeSpan.Zero)
            return;

        try
        {
            await FeedOnce();
            _delay.Succeeded();
        }
        catch (TxException failure) when (failure.Error == TxError.Unavailable)
        {
            _delay.Failed();
        }
    }

    private async Task FeedOnce()
    {
        var unfinished = (await weeks.List(Source, CancellationToken.None)).Where(IsUnfinished).ToList();
        await Projection.Advance();
        if (unfinished.Count == 0)
        {
            if (!await IsBehind())
                await StopFeeding();
            return;
        }

        var next = unfinished
            .OrderByDescending(week => week.State.IsUnderWay())
            .ThenByDescending(week => week.Week)
            .Take(catalog.Get(Source).Weeks);
        foreach (var week in next)
            await Grain(week.Week).Start();
    }

    private async Task StopFeeding()
    {
        _feeder?.Dispose();
        _feeder = null;
        if (await this.GetReminder(Reminder) is { } reminder)
            await this.UnregisterReminder(reminder);
    }

    private IReadOnlyList<Week> Asked(PullRequest request, SourceSettings settings)
    {
        if (!Week.TryParse(request.From, out var from) || !Week.TryParse(request.To, out var to))
            throw new TxException(TxError.Invalid, $"'{request.From}' to '{request.To}' are no weeks: write them like 2026-W40");
        if (to.CompareTo(from) < 0)
            throw new TxException(TxError.Invalid, $"the last week, {to}, lies before the first, {from}");
        if (Week.Of(time.GetUtcNow(), settings.Zone).CompareTo(to) < 0)
            throw new TxException(TxError.Invalid, $"{to} lies in the future");
        if (settings.Since is { } since && from.CompareTo(since) < 0)
            throw new TxException(TxError.Invalid, $"{from} lies before {since}, the first week of source '{Source}' by its key Since");

        var asked = from.Through(to).Take(MostWeeks + 1).ToList();
        return asked.Count <= MostWeeks ? asked : throw new TxException(TxError.Invalid, $"at most {MostWeeks} weeks are pulled at once");
    }

    private async Task<bool> IsBehind() => await Projection.Status() is var status && status.Position < status.LastBatch;

    private IProjectionGrain Projection => GrainFactory.GetGrain<IProjectionGrain>(Source);

    private IWeekGrain Grain(Week week) => GrainFactory.GetGrain<IWeekGrain>(new WeekKey(Source, week).ToString());

    private static bool IsUnfinished(StoredWeek week) => week.State == WeekState.Queued || week.State.IsUnderWay();
}
