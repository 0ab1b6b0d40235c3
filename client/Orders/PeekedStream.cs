namespace Orleans.Tx.Client.Orders;

/// <summary>A stream whose first bytes were looked at, and are read again.</summary>
internal sealed class PeekedStream : Stream
{
    private const int MostPeeked = 4;
    private readonly Stream _inner;
    private ReadOnlyMemory<byte> _head;

    private PeekedStream(Stream inner, ReadOnlyMemory<byte> head)
    {
        _inner = inner;
        _head = head;
    }

    /// <summary>The first bytes, up to four.</summary>
    public ReadOnlySpan<byte> Head => _head.Span;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static async ValueTask<PeekedStream> Of(Stream inner, CancellationToken cancellation)
    {
        var head = new byte[MostPeeked];
        var length = await inner.ReadAtLeastAsync(head, MostPeeked, throwOnEndOfStream: false, cancellation).AsTask().WaitAsync(cancellation);
        return new PeekedStream(inner, head.AsMemory(0, length));
    }

    /// <summary>Passes over the first bytes.</summary>
    public void Drop(int bytes) => _head = _head[bytes..];

    public override int Read(Span<byte> buffer)
    {
        if (_head.IsEmpty)
            return _inner.Read(buffer);

        var length = Math.Min(buffer.Length, _head.Length);
        _head.Span[..length].CopyTo(buffer);
        Drop(length);
        return length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    // A file answers at once: to wait for it on another thread costs more than the answer.
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _head.IsEmpty && _inner is not FileStream { CanSeek: true } ? _inner.ReadAsync(buffer, cancellationToken) : ValueTask.FromResult(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _inner.Dispose();
        base.Dispose(disposing);
    }
}
