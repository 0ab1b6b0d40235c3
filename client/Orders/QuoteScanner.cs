using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Orleans.Tx.Client.Orders;

/// <summary>
/// Tells delimiters and line breaks from those within quotes, 32 bytes at a time, as long as quotes stand only where RFC 4180 wants them:
/// around whole fields, and doubled within. Where they don't, someone more careful has to read.
/// </summary>
internal ref struct QuoteScanner(byte delimiter)
{
    /// <summary>How many bytes are looked at at once.</summary>
    public const int Width = 32;

    private readonly Vector256<byte> _delimiters = Vector256.Create(delimiter);

    // Each is of the last byte looked at, as the lowest bit of the next ones.
    private uint _inside;
    private uint _mayOpen = 1;
    private uint _closed;
    private uint _returned;
    private uint _violations;
    private uint _quotes;

    /// <summary>Whether all quotes so far stand where they should.</summary>
    public readonly bool IsRegular => _violations == 0;

    public readonly bool HasQuotes => _quotes != 0;

    /// <summary>Whether the bytes so far end within quotes.</summary>
    public readonly bool IsInside => _inside != 0;

    /// <summary>Looks at the next bytes; returns where fields end and, in <paramref name="rows"/>, which of these are rows' ends: a bit for each byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Next(Vector256<byte> bytes, out uint rows)
    {
        var quotes = Vector256.Equals(bytes, Vector256.Create((byte)'"')).ExtractMostSignificantBits();
        rows = Vector256.Equals(bytes, Vector256.Create((byte)'\n')).ExtractMostSignificantBits();
        var ends = Vector256.Equals(bytes, _delimiters).ExtractMostSignificantBits() | rows;
        if ((quotes | _inside | _closed | _returned) == 0)
        {
            _mayOpen = ends >> (Width - 1);
            return ends;
        }

        _quotes |= quotes;
        var returns = Vector256.Equals(bytes, Vector256.Create((byte)'\r')).ExtractMostSignificantBits();
        return Outside(quotes, ends, returns, ref rows);
    }

    private uint Outside(uint quotes, uint ends, uint returns, ref uint rows)
    {
        // Bit by bit, whether an odd number of quotes came before.
        var after = quotes;
        for (var shift = 1; shift < Width; shift *= 2)
            after ^= after << shift;
        after ^= unchecked(0 - _inside);
        var before = (after << 1) | _inside;
        var (opening, closing) = (quotes & ~before, quotes & before);
        ends &= ~before;
        rows &= ~before;

        var afterClosing = (closing << 1) | _closed;
        var afterReturn = ((returns & afterClosing) << 1) | _returned;
        _violations |= (opening & ~(((ends | closing) << 1) | _mayOpen)) | (afterClosing & ~(ends | opening | returns)) | (afterReturn & ~rows);

        (_inside, _mayOpen) = (after >> (Width - 1), (ends | closing) >> (Width - 1));
        (_closed, _returned) = (closing >> (Width - 1), (returns & afterClosing) >> (Width - 1));
        return ends;
    }
}
