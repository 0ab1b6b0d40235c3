using System.Buffers;

namespace Orleans.Tx.Silo.Source.Answers;

/// <summary>An answer's body, decompressed, up to a bound.</summary>
internal sealed class AnswerBody : IDisposable
{
    private const int FirstBytes = 64 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBytes);
    private int _length;

    private AnswerBody()
    {
    }

    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    /// <summary>There was more than the bound: <see cref="Bytes"/> is what came first.</summary>
    public bool CutShort { get; private set; }

    /// <exception cref="IOException">The connection broke off before the body's end.</exception>
    public static async Task<AnswerBody> Read(HttpContent content, int most, CancellationToken cancellationToken)
    {
        var body = new AnswerBody();
        try
        {
            await using var stream = await content.ReadAsStreamAsync(cancellationToken);
            await body.Read(stream, most, cancellationToken);
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        var buffer = _buffer;
        (_buffer, _length) = ([], 0);
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
    }

    private async Task Read(Stream stream, int most, CancellationToken cancellationToken)
    {
        while (true)
        {
            // One byte beyond the bound tells that there is more.
            if (_length == _buffer.Length)
                Grow();
            var room = _buffer.AsMemory(_length, Math.Min(_buffer.Length, most + 1) - _length);
            var read = await stream.ReadAsync(room, cancellationToken);
            _length += read;
            if (_length > most)
                (CutShort, _length) = (true, most);
            if (read == 0 || CutShort)
                return;
        }
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
