namespace Orleans.Tx.Embedded.Tests.Storage;

public interface IKeeperGrain : IGrainWithStringKey
{
    Task Run(Func<KeeperGrain, Task> script);
}
