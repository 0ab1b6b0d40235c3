using Orleans.Reminders;
using Orleans.Runtime;

namespace Orleans.Tx.Embedded.Tests.Reminders;

/// <summary>A table that has removed a reminder for a while before it says so.</summary>
internal sealed class SlowTable : IReminderTable
{
    private readonly MemoryReminderTable _table = new();

    public Signal Removed { get; } = new();

    public Signal MaySaySo { get; } = new();

    public Task InitializeAsync(CancellationToken cancellationToken) => _table.InitializeAsync(cancellationToken);

    public Task<IReadOnlyList<ReminderRow>> ReadAllAsync(CancellationToken cancellationToken) => _table.ReadAllAsync(cancellationToken);

    public Task<IReadOnlyList<ReminderRow>> ReadAsync(GrainId grain) => _table.ReadAsync(grain);

    public Task<int> UpsertAsync(ReminderRow row) => _table.UpsertAsync(row);

    public async Task<bool> RemoveAsync(ReminderRow row)
    {
        var removed = await _table.RemoveAsync(row);
        Removed.Set();
        await MaySaySo.Happened;
        return removed;
    }
}
