using System.Numerics;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace Orleans.Tx.Client.Orders;

/// <summary>
/// Cuts a stream into blocks of whole rows, which workers then take apart at the same time; one at a time gets the next block.
/// Where a row ends is what <see cref="RowSplitter"/> says, and a block without quotes ends at its last line break.
/// </summary>
/// <param name="blockSize">How many bytes a block holds, unless a row is longer.</param>
/// <param name="hash">Is given all bytes in their order; null where nobody wants to know.</param>
internal sealed class BlockReader(Stream stream, int blockSize, IncrementalHash? hash = null) : IDisposable
{
    /// <summary>Small enough to stay in a core's cache while it is taken apart.</summary>
    public const int UsualSize = 1 << 17;

    /// <summary>The longest row, in bytes; what is longer is passed over.</summary>
    public const int LongestRow = 1 << 20;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly OrderBlock _rest = new();
    private RowSplitter _splitter = new(Delimiter.Comma);
    private Delimiter _delimiter = Delimiter.Comma;
    private long _number;
    private bool _ended;
    private bool _passingOver;

    public void Dispose() => _turn.Dispose();

    public void Use(Delimiter delimiter) => (_delimiter, _splitter) = (delimiter, new RowSplitter(delimiter));

    /// <summary>The first line as it stands, not read yet; as much of it as a row may have.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> PeekLine(CancellationToken cancellation)
    {
        _rest.Begin([], blockSize);
        await Fill(_rest, cancellation);
        while (!_ended && !_rest.Filled.Contains((byte)'\n') && _rest.Length < LongestRow)
        {
            _rest.Enlarge();
            await Fill(_rest, cancellation);
        }

        var line = _rest.Filled.IndexOf((byte)'\n');
        return _rest.Bytes.AsMemory(0, line < 0 ? _rest.Length : line);
    }

    /// <summary>Reads the next block; false when nothing is left.</summary>
    public async ValueTask<bool> Read(OrderBlock block, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            return await ReadNext(block, cancellation);
        }
        catch (InvalidDataException)
        {
            // What follows a damage is damaged too, and others need not find that out.
            (_ended, _rest.Length) = (true, 0);
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async ValueTask<bool> ReadNext(OrderBlock block, CancellationToken cancellation)
    {
        while (true)
        {
            block.Begin(_rest.Filled, blockSize);
            _rest.Length = 0;
            await Fill(block, cancellation);
            if (block.Length == 0)
                return false;
            if (!_passingOver)
                break;
            PassOver(block);
        }

        int end;
        while ((end = EndOfRows(block.Filled)) == 0 && block.Bytes.Length < LongestRow)
        {
            block.Enlarge();
            await Fill(block, cancellation);
        }

        block.Number = _number++;
        if (end > 0)
            _rest.Begin(block.Filled[end..], blockSize);
        else
            _passingOver = block.IsTooLong = true;
        block.Length = end;
        return true;
    }

    private async ValueTask Fill(OrderBlock block, CancellationToken cancellation)
    {
        while (!_ended && !block.Free.IsEmpty)
        {
            // A read of standard input ends only when something is typed; the person who ends the program does not wait for that.
            var reading = stream.ReadAsync(block.Free, cancellation);
            var read = reading.IsCompleted ? await reading : await reading.AsTask().WaitAsync(cancellation);
            _ended = read == 0;
            hash?.AppendData(block.Free.Span[..read]);
            block.Length += read;
        }
    }

    private void PassOver(OrderBlock block)
    {
        var newline = block.Filled.IndexOf((byte)'\n');
        _passingOver = newline < 0;
        if (!_passingOver)
            _rest.Begin(block.Filled[(newline + 1)..], blockSize);
    }

    private int EndOfRows(ReadOnlySpan<byte> bytes)
    {
        if (_ended)
            return bytes.Length;
        return _delimiter.IsWhitespace ? bytes.LastIndexOf((byte)'\n') + 1 : EndOfRegularRows(bytes) ?? EndOfAnyRows(bytes);
    }

    // Null where quotes stand in odd places, or one is open for longer than a row may be.
    private int? EndOfRegularRows(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.Contains((byte)'"'))
            return bytes.LastIndexOf((byte)'\n') + 1;

        var scanner = new QuoteScanner(_delimiter.Value);
        var (end, at) = (0, 0);
        for (; at <= bytes.Length - QuoteScanner.Width && scanner.IsRegular; at += QuoteScanner.Width)
        {
            scanner.Next(Vector256.Create(bytes[at..]), out var rows);
            end = rows == 0 ? end : at + BitOperations.Log2(rows) + 1;
        }

        return scanner.IsRegular && (end > 0 || bytes.Length < LongestRow) ? end : null;
    }

    private int EndOfAnyRows(ReadOnlySpan<byte> bytes)
    {
        var end = 0;
        while (end < bytes.Length)
        {
            var quote = bytes[end..].IndexOf((byte)'"');
            end += bytes[end..][..(quote < 0 ? bytes.Length - end : quote)].LastIndexOf((byte)'\n') + 1;
            if (quote < 0 || !TryPassRow(bytes[end..], ref end))
                return end;
        }

        return end;
    }

    // A quote that nothing closes costs its own line, of up to the longest row.
    private bool TryPassRow(ReadOnlySpan<byte> bytes, ref int end)
    {
        var length = _splitter.Cut(bytes, last: false).Length;
        if (length == 0 && bytes.Length >= LongestRow)
            length = bytes.IndexOf((byte)'\n') + 1;
        end += length;
        return length > 0;
    }
}
