using System.Buffers.Binary;
using System.Net;
using Google.Protobuf;
using Orleans.Tx.Grpc.Tests.Serving;

namespace Orleans.Tx.Grpc.Tests.Wire;

/// <summary>Sends requests as they are written, and takes answers apart: HTTP/2 and bytes, no gRPC client.</summary>
internal sealed class RawClient(ProbeServer server) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = server.Address };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A message in its frame.</summary>
    public static byte[] Frame(IMessage message) => Frame(message.ToByteArray());

    public static byte[] Frame(byte[] message, byte flag = 0) => [flag, .. LengthOf(message.Length), .. message];

    public static byte[] LengthOf(int length)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, length);
        return bytes;
    }

    public Task<RawAnswer> Call(string method, IMessage message, params (string Name, string Value)[] headers) =>
        Call($"/tx.probe.Probe/{method}", Frame(message), headers);

    public async Task<RawAnswer> Call(string path, byte[] body, params (string Name, string Value)[] headers)
    {
        using var request = Request(path, body, headers);
        using var response = await _http.SendAsync(request, Cancellation);
        return await RawAnswer.Of(response, Cancellation);
    }

    /// <summary>Only the answer's beginning: its body is read by the caller, or not at all.</summary>
    public async Task<HttpResponseMessage> Open(string method, IMessage message, params (string Name, string Value)[] headers)
    {
        using var request = Request($"/tx.probe.Probe/{method}", Frame(message), headers);
        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
    }

    public async Task<HttpResponseMessage> Send(HttpMethod method, string path, string? contentType, Version version)
    {
        using var request = new HttpRequestMessage(method, path) { Version = version, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Content = new ByteArrayContent([0, 0, 0, 0, 0]);
        if (contentType is not null)
            request.Content.Headers.TryAddWithoutValidation("content-type", contentType);
        return await _http.SendAsync(request, Cancellation);
    }

    public void Dispose() => _http.Dispose();

    private static HttpRequestMessage Request(string path, byte[] body, (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.TryAddWithoutValidation("content-type", "application/grpc");
        request.Headers.TryAddWithoutValidation("te", "trailers");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }
}
