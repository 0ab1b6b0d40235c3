using System.Buffers;

namespace Orleans.Tx.Client.Orders;

/// <summary>
/// Reads rows from a stream of UTF-8 through one pooled buffer, which grows up to the longest row and no further. Nothing is
/// allocated for a row.
/// </summary>
internal sealed class RowReader : IDisposable
{
    /// <summary>The longest row, in bytes; what is longer is passed over.</summary>
    public const int LongestRow = 1 << 20;

    private readonly Stream _stream;
    private byte[] _buffer;
    private int _start;
    private int _end;
    private long _nextLine = 1;
    private bool _ended;
    private bool _passingOver;
    private bool _abandoned;

    /// <param name="bufferSize">How many bytes are asked of the stream at first.</param>
    public RowReader(Stream stream, int bufferSize = 1 << 17)
    {
        _stream = stream;
        _buffer = ArrayPool<byte>.Shared.Rent(bufferSize);
    }

    /// <summary>The row last read.</summary>
    public Row Row { get; private set; } = new(Delimiter.Comma);

    public void Use(Delimiter delimiter) => Row = new Row(delimiter);

    /// <summary>The first line as it stands, not read yet; as much of it as a row may have.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> PeekLine(CancellationToken cancellation)
    {
        while (!_ended && _buffer.AsSpan(_start.._end).IndexOf((byte)'\n') < 0 && _end - _start < LongestRow)
            await Fill(cancellation);
        var rest = _buffer.AsMemory(_start.._end);
        var newline = rest.Span.IndexOf((byte)'\n');
        return newline < 0 ? rest : rest[..newline];
    }

    /// <summary>Moves to the next row in the buffer; false when more is to be read first (<see cref="Fill"/>), or nothing is left.</summary>
    public bool TryRead()
    {
        if (_passingOver && !PassOver())
            return false;

        var bytes = _buffer.AsSpan(_start.._end);
        if (bytes.IsEmpty)
            return false;

        var cut = Row.Cut(_buffer, _start, _end, _ended);
        if (cut.Length == 0 && bytes.Length >= LongestRow)
            cut = TooLong(bytes);
        if (cut.Length == 0)
            return false;

        (Row.Defect, Row.Line) = (cut.Defect, _nextLine);
        _start += cut.Length;
        _nextLine += bytes[..cut.Length].Count((byte)'\n');
        return true;
    }

    /// <summary>Reads on; false when the stream has ended and nothing is left of it.</summary>
    public async ValueTask<bool> Fill(CancellationToken cancellation)
    {
        if (_ended)
            return false;

        MakeRoom();
        var room = Math.Min(_buffer.Length, LongestRow) - _end;
        var reading = _stream.ReadAsync(_buffer.AsMemory(_end, room), cancellation);
        var read = reading.IsCompleted ? await reading : await Patiently(reading.AsTask(), cancellation);
        _ended = read == 0;
        _end += read;
        return !_ended || _end > _start;
    }

    public void Dispose()
    {
        if (!_abandoned)
            ArrayPool<byte>.Shared.Return(_buffer);
    }

    // A read of standard input ends only when something is typed; the person who ends the program does not wait for that. The
    // buffer stays with the read that was left alone.
    private async ValueTask<int> Patiently(Task<int> reading, CancellationToken cancellation)
    {
        _abandoned = true;
        var read = await reading.WaitAsync(cancellation);
        _abandoned = false;
        return read;
    }

    // A quote that nothing closes costs its own line; a line without end is passed over up to its end.
    private RowCut TooLong(ReadOnlySpan<byte> bytes)
    {
        var newline = bytes.IndexOf((byte)'\n');
        _passingOver = newline < 0;
        return newline < 0 ? new RowCut(bytes.Length, RowDefect.TooLong) : new RowCut(newline + 1, RowDefect.Quotes);
    }

    private bool PassOver()
    {
        var newline = _buffer.AsSpan(_start.._end).IndexOf((byte)'\n');
        _start = newline < 0 ? _end : _start + newline + 1;
        _nextLine += newline < 0 ? 0 : 1;
        _passingOver = newline < 0;
        return !_passingOver;
    }

    private void MakeRoom()
    {
        var unread = _buffer.AsSpan(_start.._end);
        if (unread.Length < _buffer.Length)
        {
            unread.CopyTo(_buffer);
        }
        else
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Min(_buffer.Length * 2, LongestRow));
            unread.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        (_start, _end) = (0, unread.Length);
    }
}
