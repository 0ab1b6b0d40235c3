namespace Orleans.Tx.Embedded.Tests.Turns;

public interface IReentrantGrain : IGrainWithStringKey
{
    Task WaitForRelease();

    Task Release();
}
