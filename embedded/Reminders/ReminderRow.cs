using Orleans.Runtime;

namespace Orleans.Reminders;

/// <summary>A reminder as stored.</summary>
/// <param name="Grain">Whose it is.</param>
/// <param name="ReminderName">Its name within the grain.</param>
/// <param name="StartAt">When it was first due, UTC.</param>
/// <param name="Period">From one firing to the next.</param>
/// <param name="Version">Grows with every change.</param>
internal sealed record ReminderRow(GrainId Grain, string ReminderName, DateTime StartAt, TimeSpan Period, int Version) : IGrainReminder
{
    /// <summary>The first firing at or after an instant. Firings that were missed stay so.</summary>
    internal DateTime NextTick(DateTime now)
    {
        if (now <= StartAt)
            return StartAt;
        var sinceLast = (now - StartAt).Ticks % Period.Ticks;
        return sinceLast == 0 ? now : now.AddTicks(Period.Ticks - sinceLast);
    }

    /// <summary>The firing after one that has just been done.</summary>
    internal DateTime FollowingTick(DateTime done, DateTime now) => NextTick(now) is var next && next > done ? next : done + Period;
}
