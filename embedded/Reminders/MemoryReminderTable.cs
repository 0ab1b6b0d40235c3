using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Runtime;

namespace Orleans.Reminders;

/// <summary>Reminders that end with the host.</summary>
internal sealed class MemoryReminderTable : IReminderTable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(GrainId Grain, string Name), ReminderRow> _rows = [];
    private int _version;

    internal static void Register(IServiceCollection services)
    {
        services.Replace(ServiceDescriptor.Singleton<IReminderTable>(new MemoryReminderTable()));
        ReminderService.Register(services);
    }

    public Task InitializeAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IReadOnlyList<ReminderRow>> ReadAllAsync(CancellationToken cancellationToken) => Where(_ => true);

    public Task<IReadOnlyList<ReminderRow>> ReadAsync(GrainId grain) => Where(row => row.Grain == grain);

    public Task<int> UpsertAsync(ReminderRow row)
    {
        lock (_gate)
        {
            _rows[(row.Grain, row.ReminderName)] = row with { Version = ++_version };
            return Task.FromResult(_version);
        }
    }

    public Task<bool> RemoveAsync(ReminderRow row)
    {
        lock (_gate)
        {
            var key = (row.Grain, row.ReminderName);
            return Task.FromResult(_rows.TryGetValue(key, out var stored) && stored.Version == row.Version && _rows.Remove(key));
        }
    }

    private Task<IReadOnlyList<ReminderRow>> Where(Func<ReminderRow, bool> predicate)
    {
        lock (_gate)
            return Task.FromResult<IReadOnlyList<ReminderRow>>([.. _rows.Values.Where(predicate)]);
    }
}
