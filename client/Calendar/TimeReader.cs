using System.Runtime.CompilerServices;
using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Client.Calendar;

/// <summary>Reads the times of a log: the first format that fits counts; a time that names no offset is in the source's zone.</summary>
internal sealed class TimeReader(IReadOnlyList<TimeFormat> formats, TimeZoneInfo sourceZone)
{
    private readonly TimeFormat[] _formats = [.. formats];
    private readonly bool _isIsoFirst = formats[0] == TimeFormat.Iso;
    private readonly byte[] _last = new byte[64];
    private int _lastLength;
    private DateTime _lastUtc;
    private readonly LocalClock _clock = new(sourceZone);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryRead(ReadOnlySpan<byte> text, out DateTime utc)
    {
        if (!_isIsoFirst || !IsoTime.TryReadUsual(text, out var usual))
            return TryReadAny(text, out utc);
        utc = _clock.ToUtc(usual);
        return true;
    }

    private bool TryReadAny(ReadOnlySpan<byte> text, out DateTime utc)
    {
        utc = _lastUtc;
        return (_lastLength > 0 && text.SequenceEqual(_last.AsSpan(0, _lastLength))) || TryReadNew(text, out utc);
    }

    private bool TryReadNew(ReadOnlySpan<byte> text, out DateTime utc)
    {
        foreach (var format in _formats)
        {
            if (!format.TryRead(text, out var time))
                continue;
            utc = _clock.ToUtc(time);
            Remember(text, utc);
            return true;
        }

        utc = default;
        return false;
    }

    // The rows of an order have the same time, and most formats are read slowly.
    private void Remember(ReadOnlySpan<byte> text, DateTime utc)
    {
        _lastLength = text.Length <= _last.Length ? text.Length : 0;
        text[.._lastLength].CopyTo(_last);
        _lastUtc = utc;
    }
}
