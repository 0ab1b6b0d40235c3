namespace Orleans.Hosting;

/// <summary>Settings of the reminders.</summary>
public sealed class ReminderOptions
{
    /// <summary>Reminders may not be closer than this. One minute.</summary>
    public TimeSpan MinimumReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);
}
