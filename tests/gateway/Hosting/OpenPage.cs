using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Orleans.Tx.Gateway.Tests.Hosting;

/// <summary>The channel that an open page of the dashboard keeps, as far as the handshake: nothing is drawn in it.</summary>
internal sealed class OpenPage : IDisposable
{
    private const char End = '\u001e';

    private readonly ClientWebSocket _socket = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="cookie">The session's; null for none.</param>
    /// <param name="origin">The page's; null for one of the gateway.</param>
    /// <exception cref="WebSocketException">The gateway refuses.</exception>
    public static async Task<OpenPage> Open(RunningGateway gateway, string? cookie = null, string? origin = null)
    {
        var own = $"http://{gateway.Authority}";
        using var negotiated = await gateway.Send(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1", request =>
        {
            request.Content = new StringContent("");
            request.Headers.Add("Origin", own);
            if (cookie is not null)
                request.Headers.Add("Cookie", cookie);
        });
        negotiated.EnsureSuccessStatusCode();
        using var answer = JsonDocument.Parse(await negotiated.Content.ReadAsStringAsync(Cancellation));

        var page = new OpenPage();
        page._socket.Options.SetRequestHeader("Origin", origin ?? own);
        if (cookie is not null)
            page._socket.Options.SetRequestHeader("Cookie", cookie);
        await page._socket.ConnectAsync(new Uri($"ws://{gateway.Authority}/_blazor?id={answer.RootElement.GetProperty("connectionToken").GetString()}"), Cancellation);
        await page._socket.SendAsync(Encoding.UTF8.GetBytes($"{{\"protocol\":\"blazorpack\",\"version\":1}}{End}"), WebSocketMessageType.Text, endOfMessage: true, Cancellation);
        Assert.Equal($"{{}}{End}", Encoding.UTF8.GetString(await page.Receive()));
        return page;
    }

    /// <summary>Ends when the gateway closes the channel.</summary>
    public async Task Closed()
    {
        try
        {
            while (_socket.State == WebSocketState.Open)
                await Receive();
        }
        catch (WebSocketException) when (_socket.State != WebSocketState.Open)
        {
            // Without a farewell.
        }
    }

    public void Dispose() => _socket.Dispose();

    private async Task<byte[]> Receive()
    {
        var buffer = new byte[4096];
        var received = await _socket.ReceiveAsync(buffer, Cancellation);
        return buffer[..received.Count];
    }
}
