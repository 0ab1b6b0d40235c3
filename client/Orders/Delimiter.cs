namespace Orleans.Tx.Client.Orders;

/// <summary>What stands between the fields of a row: one character of ASCII, or runs of blanks.</summary>
internal readonly record struct Delimiter
{
    private Delimiter(byte value, bool isWhitespace)
    {
        Value = value;
        IsWhitespace = isWhitespace;
    }

    public byte Value { get; }

    /// <summary>Fields are separated by one or more blanks or tabs; those at the ends of a row count for nothing.</summary>
    public bool IsWhitespace { get; }

    public static Delimiter Whitespace { get; } = new((byte)' ', isWhitespace: true);

    public static Delimiter Comma { get; } = new((byte)',', isWhitespace: false);

    /// <exception cref="FormatException">There is no such delimiter; the message says what is allowed.</exception>
    public static Delimiter Parse(string text) => text switch
    {
        "," or "comma" => Comma,
        ";" or "semicolon" => new((byte)';', isWhitespace: false),
        "\t" or "\\t" or "tab" => new((byte)'\t', isWhitespace: false),
        "|" or "pipe" => new((byte)'|', isWhitespace: false),
        "whitespace" => Whitespace,
        _ => throw new FormatException($"'{text}' is no delimiter; allowed: , ; tab pipe whitespace"),
    };

    /// <summary>The delimiter that a log's first line has most of, quoted text left out; blanks where it has none. Null where it has one field.</summary>
    public static Delimiter? Detect(ReadOnlySpan<byte> firstLine)
    {
        Span<byte> candidates = [(byte)',', (byte)';', (byte)'\t', (byte)'|'];
        Span<int> counts = stackalloc int[candidates.Length];
        var quoted = false;
        foreach (var b in firstLine)
        {
            quoted ^= b == '"';
            if (!quoted && candidates.IndexOf(b) is >= 0 and var found)
                counts[found]++;
        }

        var most = counts.IndexOf(Math.Max(Math.Max(counts[0], counts[1]), Math.Max(counts[2], counts[3])));
        if (counts[most] > 0)
            return new Delimiter(candidates[most], isWhitespace: false);
        return firstLine.Trim(" \t\r\n"u8).Contains((byte)' ') ? Whitespace : null;
    }
}
