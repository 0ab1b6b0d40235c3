using Orleans.Runtime;

namespace Orleans.Reminders;

/// <summary>Where reminders are kept.</summary>
internal interface IReminderTable
{
    /// <summary>Makes it ready for use.</summary>
    Task InitializeAsync(CancellationToken cancellationToken);

    /// <summary>All reminders of all grains.</summary>
    Task<IReadOnlyList<ReminderRow>> ReadAllAsync(CancellationToken cancellationToken);

    /// <summary>All reminders of a grain.</summary>
    Task<IReadOnlyList<ReminderRow>> ReadAsync(GrainId grain);

    /// <summary>Stores a reminder in place of one of the same name, and returns its version.</summary>
    Task<int> UpsertAsync(ReminderRow row);

    /// <summary>Removes a reminder if it still has this version.</summary>
    Task<bool> RemoveAsync(ReminderRow row);
}
