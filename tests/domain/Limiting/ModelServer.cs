namespace Orleans.Tx.Domain.Tests.Limiting;

/// <summary>A server that counts every request at its arrival, and refuses those that exceed what it allows at the time.</summary>
internal sealed class ModelServer(TimeSpan window, Func<DateTimeOffset, int> allows)
{
    private readonly List<DateTimeOffset> _arrivals = [];

    public int Rejections { get; private set; }

    /// <returns>Whether the request is accepted.</returns>
    public bool Arrive(DateTimeOffset now)
    {
        var counted = _arrivals.Count(arrival => arrival > now - window);
        _arrivals.Add(now);
        if (counted < allows(now))
            return true;

        Rejections++;
        return false;
    }

    /// <summary>The most requests in any window, its start included and its end excluded.</summary>
    public int MostInAnyWindow()
    {
        var inOrder = _arrivals.Order().ToList();
        return inOrder.Select((from, place) => inOrder.Skip(place).TakeWhile(arrival => arrival < from + window).Count()).DefaultIfEmpty().Max();
    }
}
