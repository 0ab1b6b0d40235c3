namespace Orleans.Tx.Embedded.Tests.Calls;

internal interface ISynchronousGrain : IGrainWithStringKey
{
    int Get();
}
