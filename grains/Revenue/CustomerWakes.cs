namespace Orleans.Tx.Grains.Revenue;

/// <summary>
/// How many customers' grains may be awake because of one source. Each stays awake for a while after its last batch; a pull as fast as
/// an API allows never comes near the limit, an import would wake as many as there are customers.
/// </summary>
internal sealed class CustomerWakes(TimeProvider time)
{
    private const int Most = 50_000;

    // What the grains' class allows, and the time until that is looked for.
    private static readonly TimeSpan AwakeFor = TimeSpan.FromMinutes(CustomerGrain.IdleMinutes + 1);

    private readonly Queue<(int Customers, long At)> _woken = [];
    private int _awake;

    /// <summary>Counts customers that are about to be asked; false, and nothing is counted, where that would be too many.</summary>
    public bool TryWake(int customers)
    {
        while (_woken.TryPeek(out var oldest) && time.GetElapsedTime(oldest.At) > AwakeFor)
            _awake -= _woken.Dequeue().Customers;
        if (_awake + customers > Most)
            return false;

        _awake += customers;
        _woken.Enqueue((customers, time.GetTimestamp()));
        return true;
    }
}
