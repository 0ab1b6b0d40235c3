namespace Orleans.Tx.Embedded.Tests.Throughput;

public interface IAdderGrain : IGrainWithStringKey
{
    Task<int> Add(int number);

    ValueTask<int> AddValue(int number);

    /// <summary>Calls another grain so many times, so many at a time, and returns how often.</summary>
    Task<int> CallOther(string key, int calls, int inFlight);
}
