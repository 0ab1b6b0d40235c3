using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.Reminders;

/// <summary>Keeps the grains' reminders and calls the grains when they are due.</summary>
internal sealed partial class ReminderService(
    IReminderTable table, GrainFactory grains, TimeProvider time, IOptions<ReminderOptions> options, ILogger<ReminderService> logger)
    : ISiloParticipant
{
    // Held while what is stored and then what is scheduled change: in the meantime nobody else may change either.
    private readonly SemaphoreSlim _changing = new(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<(GrainId Grain, string Name), ScheduledReminder> _scheduled = [];
    private bool _isRunning;

    public int Stage => SiloStage.Reminders;

    internal static void Register(IServiceCollection services)
    {
        services.TryAddSingleton<ReminderService>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ISiloParticipant, ReminderService>(
            provider => provider.GetRequiredService<ReminderService>()));
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await table.InitializeAsync(cancellationToken);
        await ChangeAsync(async () =>
        {
            var rows = await table.ReadAllAsync(cancellationToken);
            lock (_gate)
                _isRunning = true;
            foreach (var row in rows)
                Schedule(row);
        });
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _isRunning = false;
            foreach (var reminder in _scheduled.Values)
                reminder.Dispose();
            _scheduled.Clear();
        }

        return Task.CompletedTask;
    }

    internal async Task<IGrainReminder> RegisterOrUpdateAsync(GrainId grain, string name, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, TimeSpan.Zero);
        var minimum = options.Value.MinimumReminderPeriod;
        if (period < minimum)
            throw new ArgumentException(
                $"Reminder '{name}' of grain {grain} can't have the period {period}: {minimum} is the least allowed.", nameof(period));
        var row = new ReminderRow(grain, name, time.GetUtcNow().UtcDateTime + dueTime, period, 0);
        await ChangeAsync(async () =>
        {
            row = row with { Version = await table.UpsertAsync(row) };
            Schedule(row);
        });
        return row;
    }

    internal Task UnregisterAsync(IGrainReminder reminder)
    {
        if (reminder is not ReminderRow row)
            throw new ArgumentException("The reminder was not given by this engine.", nameof(reminder));
        return ChangeAsync(async () =>
        {
            if (!await table.RemoveAsync(row) && await FindAsync(row.Grain, row.ReminderName) is not null)
                throw new ReminderException(
                    $"Reminder '{row.ReminderName}' of grain {row.Grain} was changed since it was read. Read it again.");
            lock (_gate)
            {
                if (_scheduled.Remove((row.Grain, row.ReminderName), out var scheduled))
                    scheduled.Dispose();
            }
        });
    }

    internal async Task<IGrainReminder?> FindAsync(GrainId grain, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return (await table.ReadAsync(grain)).FirstOrDefault(row => row.ReminderName == name);
    }

    internal async Task<List<IGrainReminder>> ListAsync(GrainId grain) => [.. await table.ReadAsync(grain)];

    private async Task ChangeAsync(Func<Task> change)
    {
        await _changing.WaitAsync();
        try
        {
            await change();
        }
        finally
        {
            _changing.Release();
        }
    }

    private void Schedule(ReminderRow row)
    {
        var key = (row.Grain, row.ReminderName);
        lock (_gate)
        {
            if (!_isRunning)
                return;
            _scheduled.GetValueOrDefault(key)?.Dispose();
            _scheduled[key] = new(row, time, DeliverAsync);
        }
    }

    private async Task DeliverAsync(ReminderRow row)
    {
        var status = new TickStatus(row.StartAt, row.Period, time.GetUtcNow().UtcDateTime);
        var delivery = CallGrainAsync(row, status);
        await delivery.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!delivery.IsCompletedSuccessfully)
            LogFailure(logger, row.ReminderName, row.Grain, delivery.Exception?.InnerException);
    }

    private async Task CallGrainAsync(ReminderRow row, TickStatus status) =>
        await grains.GetGrain<IRemindable>(row.Grain).ReceiveReminder(row.ReminderName, status).ConfigureAwait(false);

    [LoggerMessage(
        EventId = 9030,
        Level = LogLevel.Error,
        Message = "Reminder {Name} of grain {GrainId} failed; it comes again at its next time.")]
    private static partial void LogFailure(ILogger logger, string name, GrainId grainId, Exception? failure);
}
