using System.Net;
using System.Net.Sockets;

namespace Orleans.Tx.Client.Cluster;

/// <summary>Where one silo of a cluster on this machine listens.</summary>
/// <param name="Number">From 1.</param>
internal sealed record SiloPlace(int Number, int SiloPort, int GatewayPort, Uri Health)
{
    public string Address => Health.Host;

    /// <summary>Places on loopback, on ports that are free now.</summary>
    public static IReadOnlyList<SiloPlace> Free(int count)
    {
        // All are held until each is known, so that none is given out twice.
        var held = Enumerable.Range(0, 3 * count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        try
        {
            held.ForEach(listener => listener.Start());
            var ports = held.ConvertAll(listener => ((IPEndPoint)listener.LocalEndpoint).Port);
            return [.. ports.Chunk(3).Select((port, place) => new SiloPlace(place + 1, port[0], port[1], new UriBuilder("http", "127.0.0.1", port[2]).Uri))];
        }
        finally
        {
            held.ForEach(listener => listener.Dispose());
        }
    }

    public override string ToString() => $"Silo {Number}";
}
