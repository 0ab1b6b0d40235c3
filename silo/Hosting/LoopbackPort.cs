using System.Net;
using System.Net.Sockets;

namespace Orleans.Tx.Silo.Hosting;

/// <summary>A port for a silo that nobody outside this process needs to know.</summary>
internal static class LoopbackPort
{
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
