using System.Net.Sockets;

namespace Orleans.Tx.Silo.Tests.Source;

/// <summary>A request that arrived and where to answer it.</summary>
/// <param name="Place">Which request of its connection it is, from 1.</param>
/// <param name="Body">What it brought; empty for nothing.</param>
internal sealed record ApiExchange(string Head, int Place, TcpClient Client, NetworkStream Stream, CancellationToken Stopped, string Body)
{
    public async Task<bool> Answer(byte[] answer)
    {
        await Stream.WriteAsync(answer, Stopped);
        return true;
    }
}
