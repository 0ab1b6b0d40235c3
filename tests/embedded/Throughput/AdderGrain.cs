namespace Orleans.Tx.Embedded.Tests.Throughput;

public sealed class AdderGrain : Grain, IAdderGrain
{
    private int _sum;

    public Task<int> Add(int number) => Task.FromResult(_sum += number);

    public ValueTask<int> AddValue(int number) => new(_sum += number);

    public async Task<int> CallOther(string key, int calls, int inFlight)
    {
        var other = GrainFactory.GetGrain<IAdderGrain>(key);
        var done = await Task.WhenAll(Enumerable.Range(0, inFlight).Select(async _ =>
        {
            for (var call = 0; call < calls / inFlight; call++)
                await other.Add(1);
            return calls / inFlight;
        }));
        return done.Sum();
    }
}
