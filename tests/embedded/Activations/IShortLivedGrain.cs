namespace Orleans.Tx.Embedded.Tests.Activations;

public interface IShortLivedGrain : IGrainWithStringKey
{
    /// <summary>What is set when this activation ends.</summary>
    Task<Signal> Deactivated();
}
