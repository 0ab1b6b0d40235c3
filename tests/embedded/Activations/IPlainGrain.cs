namespace Orleans.Tx.Embedded.Tests.Activations;

internal interface IPlainGrain : IGrainWithStringKey
{
    Task<string> Describe();

    /// <summary>A default method of an interface is called in the grain, too.</summary>
    async Task<string> DescribeTwice() => $"{await Describe()} {await Describe()}";
}
