using System.Net;
using System.Text.Json;

namespace Orleans.Tx.Gateway.Tests.Hosting;

/// <summary>Listens to the gateway's events.</summary>
internal sealed class EventReader : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;

    private EventReader(HttpResponseMessage response, Stream body) => (_response, _lines) = (response, new StreamReader(body));

    public string? ContentType => _response.Content.Headers.ContentType?.MediaType;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<EventReader> Open(RunningGateway gateway)
    {
        var response = await gateway.Open("/v1/events");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return new EventReader(response, await response.Content.ReadAsStreamAsync(Cancellation));
    }

    /// <summary>A comment has no data.</summary>
    public async Task<(string Name, JsonElement Data)> Next()
    {
        var first = await _lines.ReadLineAsync(Cancellation) ?? throw new EndOfStreamException();
        if (first.StartsWith(':'))
        {
            Assert.Equal("", await _lines.ReadLineAsync(Cancellation));
            return (first, default);
        }

        var data = await _lines.ReadLineAsync(Cancellation);
        Assert.StartsWith("event: ", first, StringComparison.Ordinal);
        Assert.StartsWith("data: ", data, StringComparison.Ordinal);
        Assert.Equal("", await _lines.ReadLineAsync(Cancellation));
        using var json = JsonDocument.Parse(data![6..]);
        return (first[7..], json.RootElement.Clone());
    }

    /// <summary>The next event, when so much time has passed: the state is looked at once, at its end.</summary>
    public Task<(string Name, JsonElement Data)> NextAfter(TimeSpan time, RunningGateway gateway)
    {
        gateway.Clock.Advance(time);
        return Next();
    }

    /// <summary>The stream ends, and ends well.</summary>
    public async Task End() => await _lines.ReadToEndAsync(Cancellation);

    public void Dispose()
    {
        _lines.Dispose();
        _response.Dispose();
    }
}
