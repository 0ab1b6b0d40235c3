namespace Orleans.Tx.Embedded.Tests.Reminders;

public interface IRemindedGrain : IGrainWithStringKey
{
    Task Run(Func<RemindedGrain, Task> script);
}
