namespace Orleans.Tx.Client.Orders;

/// <summary>
/// Cuts bytes into the fields of one row by RFC 4180: a field that begins with a quote ends at the next single one, line breaks
/// and delimiters within are its own, a doubled quote is one quote. Rows end with LF or CRLF. Where quotes don't come out even,
/// only the line that they begin in is lost.
/// </summary>
internal sealed class RowSplitter(Delimiter delimiter)
{
    private const int Unfinished = -1;
    private const int Malformed = -2;
    private FieldSlice[] _fields = new FieldSlice[16];

    /// <summary>How many fields the last row has; none for an empty line.</summary>
    public int Count { get; private set; }

    public FieldSlice this[int index]
    {
        get => _fields[index];
        set => _fields[index] = value;
    }

    /// <param name="bytes">Begin at the row.</param>
    /// <param name="last">No bytes follow these.</param>
    public RowCut Cut(ReadOnlySpan<byte> bytes, bool last)
    {
        Count = 0;
        var newline = bytes.IndexOf((byte)'\n');
        if (newline < 0 && !last)
            return RowCut.MoreNeeded;

        var length = newline < 0 ? bytes.Length : newline + 1;
        var line = WithoutBreak(bytes[..length]);
        if (delimiter.IsWhitespace)
            SplitAtBlanks(line);
        else if (!line.Contains((byte)'"'))
            SplitPlain(line);
        else
            return CutQuoted(bytes, last, length);
        return RowCut.Row(length);
    }

    private static ReadOnlySpan<byte> WithoutBreak(ReadOnlySpan<byte> line)
    {
        if (line is [.., (byte)'\n'])
            line = line[..^1];
        return line is [.., (byte)'\r'] ? line[..^1] : line;
    }

    private void SplitPlain(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty)
            return;

        var start = 0;
        for (int found; (found = line[start..].IndexOf(delimiter.Value)) >= 0; start += found + 1)
            Add(start, found);
        Add(start, line.Length - start);
    }

    private void SplitAtBlanks(ReadOnlySpan<byte> line)
    {
        var at = 0;
        while (at < line.Length)
        {
            var rest = line[at..];
            var start = rest.IndexOfAnyExcept((byte)' ', (byte)'\t');
            if (start < 0)
                return;
            var length = rest[start..].IndexOfAny((byte)' ', (byte)'\t');
            length = length < 0 ? rest.Length - start : length;
            Add(at + start, length);
            at += start + length;
        }
    }

    private RowCut CutQuoted(ReadOnlySpan<byte> bytes, bool last, int firstLine)
    {
        var defect = new RowCut(firstLine, RowDefect.Quotes);
        for (var at = 0; ;)
        {
            var end = at < bytes.Length && bytes[at] == '"' ? AddQuoted(bytes, at, last) : AddUnquoted(bytes, at, last);
            if (end == Malformed)
                return defect;
            if (end == Unfinished)
                return last ? defect : RowCut.MoreNeeded;
            if (end == bytes.Length)
                return RowCut.Row(end);
            if (bytes[end] != delimiter.Value)
                return RowCut.Row(end + (bytes[end] == '\r' && end + 1 < bytes.Length ? 2 : 1));
            at = end + 1;
        }
    }

    // Both return where the field's delimiter or line break stands, or the end of the bytes after the last one.
    private int AddUnquoted(ReadOnlySpan<byte> bytes, int at, bool last)
    {
        var end = bytes[at..].IndexOfAny(delimiter.Value, (byte)'\n');
        if (end < 0 && !last)
            return Unfinished;

        end = end < 0 ? bytes.Length : at + end;
        var atBreak = end == bytes.Length || bytes[end] == '\n';
        var text = atBreak && end > at && bytes[end - 1] == '\r' ? end - 1 : end;
        Add(at, text - at);
        return end;
    }

    private int AddQuoted(ReadOnlySpan<byte> bytes, int at, bool last)
    {
        var start = at + 1;
        var doubled = false;
        for (var from = start; ; from += 2)
        {
            var close = bytes[from..].IndexOf((byte)'"');
            if (close < 0)
                return Unfinished;
            from += close;
            if (from + 1 < bytes.Length && bytes[from + 1] == '"')
            {
                doubled = true;
                continue;
            }

            Add(start, from - start, doubled);
            return AfterQuote(bytes, from + 1, last);
        }
    }

    private int AfterQuote(ReadOnlySpan<byte> bytes, int at, bool last)
    {
        if (at == bytes.Length)
            return last ? at : Unfinished;
        if (bytes[at] == delimiter.Value || bytes[at] == '\n')
            return at;
        if (bytes[at] != '\r')
            return Malformed;
        if (at + 1 == bytes.Length)
            return last ? at : Unfinished;
        return bytes[at + 1] == '\n' ? at : Malformed;
    }

    private void Add(int start, int length, bool hasQuotes = false)
    {
        if (Count == _fields.Length)
            Array.Resize(ref _fields, Count * 2);
        _fields[Count++] = new FieldSlice(start, length, hasQuotes);
    }
}
