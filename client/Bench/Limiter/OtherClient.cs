namespace Orleans.Tx.Client.Bench.Limiter;

/// <summary>Somebody else on the same limit: its requests come evenly, at a rate that changes every hour, up to half of the limit; it asks once.</summary>
internal sealed class OtherClient
{
    private readonly double[] _arrivals;
    private int _next;

    public OtherClient(Random chance, double seconds)
    {
        var arrivals = new List<double>();
        for (var hour = 0.0; hour < seconds; hour += 3600)
        {
            var count = chance.Next(0, 1 + (int)(LimitTrace.Most / 2 * 3600 / SimulatedServer.Window));
            for (var request = 0; request < count; request++)
                arrivals.Add(hour + (chance.NextDouble() * 3600));
        }

        _arrivals = [.. arrivals.Order()];
    }

    private OtherClient() => _arrivals = [];

    public static OtherClient None { get; } = new();

    public double Next => _next < _arrivals.Length ? _arrivals[_next] : double.MaxValue;

    public void Arrive(SimulatedServer server) => server.Arrive(_arrivals[_next++]);
}
