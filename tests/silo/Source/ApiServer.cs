using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Orleans.Tx.Silo.Tests.Source;

/// <summary>A server on loopback that sees every request as it arrives, and answers to the byte, or not at all.</summary>
internal sealed class ApiServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly ConcurrentQueue<string> _bodies = new();
    private readonly Func<ApiExchange, Task<bool>> _answer;
    private readonly Task _accepting;
    private int _connections;

    /// <param name="answer">False closes the connection.</param>
    public ApiServer(Func<ApiExchange, Task<bool>> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = Accept();
    }

    /// <summary>A server that always answers the same.</summary>
    public ApiServer(byte[] answer) : this(async exchange =>
    {
        await exchange.Stream.WriteAsync(answer);
        return true;
    })
    {
    }

    public string Url => $"http://{_listener.LocalEndpoint}";

    /// <summary>All requests that arrived whole, in order, head only.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>What they brought, in the same order.</summary>
    public IReadOnlyList<string> Bodies => [.. _bodies];

    public int Connections => _connections;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task Accept()
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                open.Add(Serve(client));
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task Serve(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                for (var place = 1; await ReadRequest(stream) is { } request; place++)
                {
                    _requests.Enqueue(request.Head);
                    _bodies.Enqueue(request.Body);
                    if (!await _answer(new ApiExchange(request.Head, place, client, stream, _stop.Token, request.Body)))
                        return;
                }
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // The client hung up, or the test is over.
            }
        }
    }

    private async Task<(string Head, string Body)?> ReadRequest(NetworkStream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (true)
        {
            // Every byte a letter, so that lengths are bytes.
            var request = text.ToString();
            var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
            if (end >= 4 && request.Length >= end + LengthOfBody(request))
                return (request[..end], Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(request[end..])));
            var read = await stream.ReadAsync(buffer, _stop.Token);
            if (read == 0)
                return null;
            text.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }
    }

    private static int LengthOfBody(string request)
    {
        const string Name = "\r\nContent-Length: ";
        var place = request.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        return place < 0 ? 0 : int.Parse(request.AsSpan(place + Name.Length, request.IndexOf('\r', place + 2) - place - Name.Length), CultureInfo.InvariantCulture);
    }
}
