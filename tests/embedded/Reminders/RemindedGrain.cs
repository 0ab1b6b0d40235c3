using Orleans.Runtime;

namespace Orleans.Tx.Embedded.Tests.Reminders;

public sealed class RemindedGrain(ReminderLog log) : Grain, IRemindedGrain, IRemindable
{
    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        log.Add(this.GetPrimaryKeyString(), reminderName, status);
        return log.Fail ? throw new InvalidOperationException("not today") : Task.CompletedTask;
    }

    public Task Run(Func<RemindedGrain, Task> script) => script(this);

    public new void DeactivateOnIdle() => base.DeactivateOnIdle();
}
