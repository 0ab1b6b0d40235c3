using System.Net;
using System.Net.Http.Headers;

namespace Orleans.Tx.Silo.Source.Requests;

/// <summary>
/// A body that leaves once. A request without a body is sent anew, unseen, when a kept connection closes before the first byte of
/// an answer, although the server may have counted it; one with a body never is. It also knows whether the request went out.
/// Where there is nothing to say it is <c>Content-Length: 0</c> on the wire.
/// </summary>
internal sealed class SingleSendContent : HttpContent
{
    private readonly byte[] _body;
    private int _sends;

    public SingleSendContent(byte[]? body = null, string type = "application/json")
    {
        _body = body ?? [];
        if (body is not null)
            Headers.ContentType = new MediaTypeHeaderValue(type);
    }

    /// <summary>The request was written to a connection, or was about to be.</summary>
    public bool Sent => Volatile.Read(ref _sends) > 0;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        Interlocked.Increment(ref _sends) == 1
            ? stream.WriteAsync(_body, cancellationToken).AsTask()
            : throw new HttpRequestException("the request was about to be sent a second time on one permit");

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
