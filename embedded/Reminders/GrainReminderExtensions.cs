using Microsoft.Extensions.DependencyInjection;
using Orleans.Reminders;
using Orleans.Runtime;

namespace Orleans;

/// <summary>What a grain can do with its reminders.</summary>
public static class GrainReminderExtensions
{
    /// <summary>Stores a reminder, or new times for one of that name. It outlives the process.</summary>
    /// <param name="grain">The grain, which must be <see cref="IRemindable"/>.</param>
    /// <param name="reminderName">Unique within the grain; not blank.</param>
    /// <param name="dueTime">From now to the first firing; not negative.</param>
    /// <param name="period">From then on; at least <see cref="Hosting.ReminderOptions.MinimumReminderPeriod"/>.</param>
    /// <exception cref="ArgumentException">The period is shorter than that.</exception>
    public static Task<IGrainReminder> RegisterOrUpdateReminder(
        this Grain grain, string reminderName, TimeSpan dueTime, TimeSpan period) =>
        RegisterOrUpdateReminder((IGrainBase)grain, reminderName, dueTime, period);

    /// <inheritdoc cref="RegisterOrUpdateReminder(Grain, string, TimeSpan, TimeSpan)"/>
    public static Task<IGrainReminder> RegisterOrUpdateReminder(
        this IGrainBase grain, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        var context = ContextOf(grain);
        if (grain is not IRemindable)
            throw new InvalidOperationException($"Grain {context.GrainId} can't have reminders: its class is not {nameof(IRemindable)}.");
        return RemindersOf(context).RegisterOrUpdateAsync(context.GrainId, reminderName, dueTime, period);
    }

    /// <summary>Removes a reminder. One that is gone already is no error; one that was changed meanwhile is.</summary>
    /// <exception cref="ReminderException">The reminder was changed since it was read.</exception>
    public static Task UnregisterReminder(this Grain grain, IGrainReminder reminder) => UnregisterReminder((IGrainBase)grain, reminder);

    /// <inheritdoc cref="UnregisterReminder(Grain, IGrainReminder)"/>
    public static Task UnregisterReminder(this IGrainBase grain, IGrainReminder reminder) =>
        RemindersOf(ContextOf(grain)).UnregisterAsync(reminder);

    /// <summary>The grain's reminder of that name, or null.</summary>
    public static Task<IGrainReminder?> GetReminder(this Grain grain, string reminderName) => GetReminder((IGrainBase)grain, reminderName);

    /// <inheritdoc cref="GetReminder(Grain, string)"/>
    public static Task<IGrainReminder?> GetReminder(this IGrainBase grain, string reminderName)
    {
        var context = ContextOf(grain);
        return RemindersOf(context).FindAsync(context.GrainId, reminderName);
    }

    /// <summary>All reminders of the grain.</summary>
    public static Task<List<IGrainReminder>> GetReminders(this Grain grain) => GetReminders((IGrainBase)grain);

    /// <inheritdoc cref="GetReminders(Grain)"/>
    public static Task<List<IGrainReminder>> GetReminders(this IGrainBase grain)
    {
        var context = ContextOf(grain);
        return RemindersOf(context).ListAsync(context.GrainId);
    }

    private static IGrainContext ContextOf(IGrainBase grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return grain.GrainContext;
    }

    private static ReminderService RemindersOf(IGrainContext context) =>
        context.ActivationServices.GetService<ReminderService>()
        ?? throw new OrleansConfigurationException(
            "No reminders are configured: call UseAdoNetReminderService or UseInMemoryReminderService in UseOrleans.");
}
