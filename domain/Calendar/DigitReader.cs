namespace Orleans.Tx.Domain.Calendar;

/// <summary>Reads digits and marks from UTF-8, from left to right.</summary>
public ref struct DigitReader(ReadOnlySpan<byte> text)
{
    private const int MicrosecondDigits = 6;
    private ReadOnlySpan<byte> _rest = text;

    public readonly bool AtEnd => _rest.IsEmpty;

    public readonly bool AtDigit => !_rest.IsEmpty && char.IsAsciiDigit((char)_rest[0]);

    /// <summary>Skips the mark if it comes next.</summary>
    public bool Skip(byte mark)
    {
        if (_rest.IsEmpty || _rest[0] != mark)
            return false;
        _rest = _rest[1..];
        return true;
    }

    public bool Skip(ReadOnlySpan<byte> word)
    {
        if (!_rest.StartsWith(word))
            return false;
        _rest = _rest[word.Length..];
        return true;
    }

    /// <summary>A number of exactly so many digits.</summary>
    public bool Number(int digits, out int value)
    {
        value = 0;
        if (_rest.Length < digits)
            return false;
        for (var i = 0; i < digits; i++)
        {
            var digit = _rest[i] - '0';
            if (digit is < 0 or > 9)
                return false;
            value = value * 10 + digit;
        }

        _rest = _rest[digits..];
        return true;
    }

    /// <summary>A fraction of a second after a point or comma, in ticks, cut at the microsecond; none is zero.</summary>
    public bool Fraction(out long ticks)
    {
        ticks = 0;
        if (!Skip((byte)'.') && !Skip((byte)','))
            return true;
        if (!AtDigit)
            return false;
        var unit = TimeSpan.TicksPerSecond;
        for (var digits = 0; AtDigit; digits++)
        {
            unit /= 10;
            if (digits < MicrosecondDigits)
                ticks += (_rest[0] - '0') * unit;
            _rest = _rest[1..];
        }

        return true;
    }
}
