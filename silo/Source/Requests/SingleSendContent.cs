using System.Net;

namespace Orleans.Tx.Silo.Source.Requests;

/// <summary>
/// An empty body that leaves once. A request without a body is sent anew, unseen, when a kept connection closes before the first byte of
/// an answer, although the server may have counted it; one with a body never is. It also knows whether the request went out.
/// On the wire it is <c>Content-Length: 0</c>.
/// </summary>
internal sealed class SingleSendContent : HttpContent
{
    private int _sends;

    /// <summary>The request was written to a connection, or was about to be.</summary>
    public bool Sent => Volatile.Read(ref _sends) > 0;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        Interlocked.Increment(ref _sends) == 1
            ? Task.CompletedTask
            : throw new HttpRequestException("the request was about to be sent a second time on one permit");

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return true;
    }
}
