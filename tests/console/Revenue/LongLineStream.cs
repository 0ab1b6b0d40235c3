using System.Text;

namespace Orleans.Tx.Console.Tests.Revenue;

/// <summary>Some text, a line of very many letters that take no memory, and some more text.</summary>
internal sealed class LongLineStream(string before, long lineLength, string after) : Stream
{
    private readonly byte[] _before = Encoding.UTF8.GetBytes(before);
    private readonly byte[] _after = Encoding.UTF8.GetBytes(after);
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var inLine = _position - _before.Length;
        var part = inLine < 0 ? _before.AsSpan((int)_position) : inLine < lineLength ? default : _after.AsSpan((int)(inLine - lineLength));
        var read = (int)Math.Min(buffer.Length, inLine >= 0 && inLine < lineLength ? lineLength - inLine : part.Length);
        if (inLine >= 0 && inLine < lineLength)
            buffer[..read].Fill((byte)'x');
        else
            part[..read].CopyTo(buffer);
        _position += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
