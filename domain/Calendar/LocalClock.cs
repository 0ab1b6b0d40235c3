using System.Runtime.CompilerServices;

namespace Orleans.Tx.Domain.Calendar;

/// <summary>
/// Turns times of a zone's clocks into UTC. A time that clocks show twice is the earlier one; one that they skip is taken with the
/// offset from before they do, so that an order at it is kept. Not thread-safe: it remembers the offsets of days.
/// </summary>
public sealed class LocalClock(TimeZoneInfo zone)
{
    private const long ChangesThatDay = long.MinValue;
    private readonly bool _isUtc = zone.BaseUtcOffset == TimeSpan.Zero && !zone.SupportsDaylightSavingTime;
    private readonly Dictionary<int, long> _offsets = [];
    private int _lastDay = -1;
    private long _lastOffset;

    /// <summary>The instant in UTC; the earliest or latest there is where it would lie beyond.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public DateTime ToUtc(WrittenTime time)
    {
        if (time.IsUtc || _isUtc)
            return new DateTime(time.Ticks, DateTimeKind.Utc);

        var day = (int)(time.Ticks / TimeSpan.TicksPerDay);
        if (day != _lastDay)
            (_lastDay, _lastOffset) = (day, OffsetOf(day));
        var offset = _lastOffset == ChangesThatDay ? CarefulOffset(new DateTime(time.Ticks)) : _lastOffset;
        return new DateTime(Math.Clamp(time.Ticks - offset, 0, DateTime.MaxValue.Ticks), DateTimeKind.Utc);
    }

    private long OffsetOf(int day)
    {
        if (_offsets.TryGetValue(day, out var known))
            return known;
        var start = new DateTime(day * TimeSpan.TicksPerDay);
        var next = day < DateOnly.MaxValue.DayNumber ? start.AddDays(1) : start;
        var offset = CarefulOffset(start);
        return _offsets[day] = CarefulOffset(next) == offset && !zone.IsAmbiguousTime(next) && !zone.IsAmbiguousTime(start)
            ? offset
            : ChangesThatDay;
    }

    private long CarefulOffset(DateTime local)
    {
        if (zone.IsAmbiguousTime(local))
            return zone.GetAmbiguousTimeOffsets(local).Max().Ticks;
        return (zone.IsInvalidTime(local) ? zone.GetUtcOffset(local.AddDays(-1)) : zone.GetUtcOffset(local)).Ticks;
    }
}
