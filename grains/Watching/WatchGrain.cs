using Microsoft.Extensions.Logging;
using Orleans.Storage;
using Orleans.Tx.Grains.Catalog;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Limiting;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Grains.Watching;

/// <summary>
/// Looks at the stores of all sources again and again, beside its turns. What a person is to be told is stored before it is told, and
/// that it was told after: so it is told at least once, and after a restart not again for ever. Nobody waits for it.
/// </summary>
internal sealed partial class WatchGrain(
    [PersistentState("watch", StorageNames.Grains)] IPersistentState<WatchState> stored,
    ISourceCatalog catalog,
    CalendarSettings calendars,
    IWeekStore weeks,
    IProjectionStore projection,
    IStoreClock storeClock,
    IAlertHook hook,
    AlertSettings settings,
    WatchInstruments instruments,
    TimeProvider time,
    ILogger<WatchGrain> logger) : Grain, IWatchGrain, IRemindable
{
    private const string Reminder = "watch";

    private readonly CancellationTokenSource _stop = new();
    private readonly RetryDelay _delay = new(time, new Random(time.GetTimestamp().GetHashCode()));
    private Task _looking = Task.CompletedTask;
    private IGrainTimer? _timer;
    private bool _isBlind;
    private bool _isUnheard;

    public async Task Watch()
    {
        if (_timer is not null)
            return;

        await this.RegisterOrUpdateReminder(Reminder, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        _timer = this.RegisterGrainTimer(
            _ => Look(), new GrainTimerCreationOptions { DueTime = TimeSpan.Zero, Period = settings.Every, KeepAlive = true });
    }

    // The reminder outlives the service: a command on the same store that hosts the grains for a moment keeps no watch.
    public Task ReceiveReminder(string reminderName, TickStatus status) => calendars.IsKept ? Watch() : Task.CompletedTask;

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _looking;
        instruments.Show([]);
        _stop.Dispose();
    }

    private Task Look()
    {
        if (_looking.IsCompleted && (settings.IsOn || instruments.IsWatched))
            _looking = LookAndTell(_stop.Token);
        return Task.CompletedTask;
    }

    private async Task LookAndTell(CancellationToken cancellationToken)
    {
        try
        {
            var readings = await Read(cancellationToken);
            instruments.Show(readings);
            _isBlind = false;
            if (settings.IsOn)
                await Tell(readings, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // What was not told is told by whoever comes next.
        }
        catch (InconsistentStateException moved)
        {
            LogMoved(moved.Message);
            DeactivateOnIdle();
        }
        catch (Exception failure)
        {
            // Nobody awaits it: it is tried again, and said once.
            instruments.Show([]);
            if (!_isBlind)
                LogBlind(failure.Message);
            _isBlind = true;
        }
    }

    private async Task<IReadOnlyList<SourceReading>> Read(CancellationToken cancellationToken)
    {
        var configured = catalog.Names;
        var readings = new List<SourceReading>();
        foreach (var source in configured.Union(await weeks.Sources(cancellationToken), StringComparer.Ordinal))
        {
            readings.Add(new SourceReading(
                source, configured.Contains(source), await weeks.List(source, cancellationToken),
                await projection.Lag(source, cancellationToken), await storeClock.Now(cancellationToken)));
        }

        return readings;
    }

    private async Task Tell(IReadOnlyList<SourceReading> readings, CancellationToken cancellationToken)
    {
        var known = stored.State;
        var now = readings.SelectMany(reading => Conditions.Of(reading, settings, known.IsLagging(reading.Source))).ToList();
        if (known.Take(now))
            await stored.WriteStateAsync(CancellationToken.None);
        while (_delay.Remaining <= TimeSpan.Zero && known.Due() is { } due)
        {
            if (!await Send(due.ToAlert(await storeClock.Now(cancellationToken)), cancellationToken))
                return;
            known.Told(due);
            await stored.WriteStateAsync(CancellationToken.None);
        }
    }

    private async Task<bool> Send(Alert alert, CancellationToken cancellationToken)
    {
        try
        {
            await hook.Send(alert, cancellationToken);
            instruments.Sent(heard: true);
            _delay.Succeeded();
            if (_isUnheard)
                LogHeard();
            _isUnheard = false;
            return true;
        }
        catch (TxException unheard)
        {
            instruments.Sent(heard: false);
            _delay.Failed();
            if (!_isUnheard)
                LogUnheard(unheard.Message);
            _isUnheard = true;
            return false;
        }
    }
}
