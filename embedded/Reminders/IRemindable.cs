using Orleans.Runtime;

namespace Orleans;

/// <summary>A grain that can have reminders.</summary>
public interface IRemindable : IGrain
{
    /// <summary>A reminder has come due. It activates the grain if need be.</summary>
    Task ReceiveReminder(string reminderName, TickStatus status);
}
