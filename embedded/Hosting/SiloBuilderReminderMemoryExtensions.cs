using Orleans.Reminders;

namespace Orleans.Hosting;

/// <summary>Adds reminders that end with the host.</summary>
public static class SiloBuilderReminderMemoryExtensions
{
    /// <summary>Keeps reminders in memory.</summary>
    public static ISiloBuilder UseInMemoryReminderService(this ISiloBuilder builder)
    {
        MemoryReminderTable.Register(builder.Services);
        return builder;
    }
}
