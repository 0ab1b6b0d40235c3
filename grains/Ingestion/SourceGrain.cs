using System.Collections.Immutable;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Grains.Catalog;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Grains.Ingestion;

/// <summary>
/// Keeps the source's work going: weeks under way, the newest queued ones while there is room, and the projection while it is behind.
/// What is to be done stands in the store alone, so that any grain of it may be lost at any time: reminders bring this one back, every
/// minute while there is work, and when the next week is due.
/// </summary>
internal sealed class SourceGrain(ISourceCatalog catalog, CalendarSettings calendars, IWeekStore weeks, TimeProvider time)
    : Grain, ISourceGrain, IRemindable
{
    private const string Feeding = "feed";
    private const string Calendar = "calendar";

    private static readonly TimeSpan FeedEvery = TimeSpan.FromMilliseconds(250);

    // Where keeping the calendar failed, it is tried again then.
    private static readonly TimeSpan CalendarAgain = TimeSpan.FromMinutes(10);

    private readonly RetryDelay _delay = new(time, new Random(time.GetTimestamp().GetHashCode()));
    private IGrainTimer? _feeder;

    private string Source => this.GetPrimaryKeyString();

    public async Task<ImmutableArray<WeekStatus>> Pull(PullRequest request)
    {
        var asked = AskedWeeks.ToPull(request, catalog.Get(Source), time.GetUtcNow());
        await weeks.Queue(Source, asked, CancellationToken.None);
        await weeks.Change(Source, asked, WeekOrder.Resume, CancellationToken.None);
        await StartFeeding();
        return await StatusOf(asked);
    }

    public async Task<ImmutableArray<WeekStatus>> Change(WeekChange change)
    {
        var stored = await weeks.List(Source, CancellationToken.None);
        var meant = AskedWeeks.Among(stored, change.From, change.To, Source);
        if (!await Change(change.Order, meant) && change.From is not null)
            throw WeekChanges.Refused(change.Order, meant);
        await StartFeeding();
        return await StatusOf(meant.Select(week => week.Week));
    }

    public async Task<ImmutableArray<WeekRun>> Runs(string week)
    {
        var stored = AskedWeeks.Among(await weeks.List(Source, CancellationToken.None), week, week, Source)[0];
        var ended = await weeks.Runs(Source, stored.Week, CancellationToken.None);
        return [.. WeekRuns.Of(ended, await StatusOf(stored))];
    }

    public async Task Resume()
    {
        await KeepCalendar();

        // A reminder may have outlived its work: whoever ended that was lost before the reminder was taken back.
        if ((await Unfinished()).Count > 0 || await IsBehind())
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

    private async Task<bool> Change(WeekOrder order, IReadOnlyList<StoredWeek> meant)
    {
        if (order == WeekOrder.Confirm)
        {
            var waiting = meant.Where(week => week.Leaving > 0).ToList();
            foreach (var week in waiting)
                await Grain(week.Week).Confirm();
            return waiting.Count > 0;
        }

        var changed = await weeks.Change(Source, [.. meant.Select(week => week.Week)], order, CancellationToken.None);
        if (order == WeekOrder.Pause)
            await Task.WhenAll(changed.Select(week => Grain(week).Stop()));
        return changed.Count > 0;
    }

    private async Task<ImmutableArray<WeekStatus>> StatusOf(IEnumerable<Week> asked)
    {
        var wanted = asked.Select(week => week.ToString()).ToHashSet(StringComparer.Ordinal);
        return [.. (await Weeks()).Where(week => wanted.Contains(week.Week))];
    }

    private Task<WeekStatus> StatusOf(StoredWeek week) =>
        week.State.IsUnderWay() ? Grain(week.Week).Status() : Task.FromResult(week.ToStatus());

    private async Task KeepCalendar()
    {
        if (!calendars.IsKept || catalog.Find(Source) is not { GoesByCalendar: true } settings)
        {
            await Forget(Calendar);
            return;
        }

        var calendar = new PullCalendar(settings, weeks, time);
        await calendar.Keep(CancellationToken.None);
        await this.RegisterOrUpdateReminder(Calendar, calendar.UntilNext(), CalendarAgain);
    }

    private async Task StartFeeding()
    {
        await this.RegisterOrUpdateReminder(Feeding, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
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
        var unfinished = await Unfinished();
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
        await Forget(Feeding);
    }

    private async Task Forget(string name)
    {
        if (await this.GetReminder(name) is { } reminder)
            await this.UnregisterReminder(reminder);
    }

    private async Task<bool> IsBehind() => await Projection.Status() is var status && status.Position < status.LastBatch;

    private IProjectionGrain Projection => GrainFactory.GetGrain<IProjectionGrain>(Source);

    private IWeekGrain Grain(Week week) => GrainFactory.GetGrain<IWeekGrain>(new WeekKey(Source, week).ToString());

    // A source without an API, such as one of order files, has only a log to be counted.
    private async Task<List<StoredWeek>> Unfinished() => catalog.Find(Source) is null
        ? []
        : [.. (await weeks.List(Source, CancellationToken.None)).Where(IsUnfinished)];

    private static bool IsUnfinished(StoredWeek week) => week.State == WeekState.Queued || week.State.IsUnderWay();
}
