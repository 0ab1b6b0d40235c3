namespace Orleans.Tx.Embedded.Tests.Calls;

internal interface IUnimplementedGrain : IGrainWithStringKey
{
    Task Run();
}
