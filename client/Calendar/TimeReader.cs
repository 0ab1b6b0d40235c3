using System.Runtime.CompilerServices;

namespace Orleans.Tx.Client.Calendar;

/// <summary>Reads the times of a log: the first format that fits counts; a time that names no offset is in the source's zone.</summary>
internal sealed class TimeReader(IReadOnlyList<TimeFormat> formats, TimeZoneInfo sourceZone)
{
    private readonly TimeFormat[] _formats = [.. formats];
    private readonly bool _isIsoFirst = formats[0] == TimeFormat.Iso;
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
        foreach (var format in _formats)
        {
            if (format.TryRead(text, out var time))
            {
                utc = _clock.ToUtc(time);
                return true;
            }
        }

        utc = default;
        return false;
    }
}
