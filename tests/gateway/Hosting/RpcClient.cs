using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using Google.Protobuf;
using Grpc.Core;

namespace Orleans.Tx.Gateway.Tests.Hosting;

/// <summary>Calls the gateway by gRPC: a frame there, frames back.</summary>
/// <param name="headers">Of every call.</param>
internal sealed class RpcClient(Uri address, params (string Name, string Value)[] headers) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The only message of an answer.</summary>
    public async Task<T> Call<T>(string method, IMessage request, MessageParser<T> parser)
        where T : IMessage<T>
    {
        var (status, detail, messages) = await Call(method, request);
        Assert.Equal((StatusCode.OK, ""), (status, detail));
        return parser.ParseFrom(Assert.Single(messages));
    }

    /// <summary>The whole answer.</summary>
    public async Task<(StatusCode Status, string Detail, IReadOnlyList<byte[]> Messages)> Call(string method, IMessage request)
    {
        using var response = await Open(method, request);
        var body = await response.Content.ReadAsByteArrayAsync(Cancellation);
        var end = response.Headers.Contains("grpc-status") ? response.Headers : response.TrailingHeaders;
        var messages = new List<byte[]>();
        for (var at = 0; at < body.Length; at += 5 + messages[^1].Length)
            messages.Add(body.AsSpan(at + 5, BinaryPrimitives.ReadInt32BigEndian(body.AsSpan(at + 1))).ToArray());
        var detail = end.TryGetValues("grpc-message", out var details) ? Uri.UnescapeDataString(details.Single()) : "";
        return ((StatusCode)int.Parse(end.GetValues("grpc-status").Single(), CultureInfo.InvariantCulture), detail, messages);
    }

    /// <summary>The beginning of an answer, whose messages are then read one by one.</summary>
    public async Task<HttpResponseMessage> Open(string method, IMessage request)
    {
        var message = request.ToByteArray();
        var frame = new byte[5 + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame, 5);
        using var call = new HttpRequestMessage(HttpMethod.Post, method)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(frame) { Headers = { { "content-type", "application/grpc" } } },
        };
        foreach (var (name, value) in headers)
            call.Headers.Add(name, value);
        var response = await _http.SendAsync(call, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return response;
    }

    /// <summary>The next message of an answer.</summary>
    public static async Task<T> Next<T>(Stream body, MessageParser<T> parser)
        where T : IMessage<T>
    {
        var header = new byte[5];
        await body.ReadExactlyAsync(header, Cancellation);
        var message = new byte[BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(1))];
        await body.ReadExactlyAsync(message, Cancellation);
        return parser.ParseFrom(message);
    }

    public void Dispose() => _http.Dispose();
}
