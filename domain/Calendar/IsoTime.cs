using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Orleans.Tx.Domain.Calendar;

/// <summary>
/// Reads ISO 8601 times from UTF-8: <c>2020-04-13</c>, <c>2020-04-13 22:00:41+00:00</c>, <c>2020-04-13T22:00:41.123Z</c>,
/// <c>20200413T220041Z</c>; the offset may stand after a blank, or be UTC by name. 24:00 is the end of the day. Two-digit years,
/// a leap second and a day that the month lacks are refused; what is finer than a microsecond is cut off, as the store does.
/// </summary>
public static class IsoTime
{
    private const int UsualLength = 19;

    // Of eight bytes, the third and the sixth.
    private const ulong MarkBytes = 0x0000_FF00_00FF_0000;
    private const ulong Dashes = 0x0000_2D00_002D_0000;
    private const ulong Colons = 0x0000_3A00_003A_0000;
    private const ulong Zeros = 0x3030_3030_3030_3030;
    private const ulong AboveNine = 0x7676_0076_7600_7676;
    private const ulong HighestBits = 0x8080_8080_8080_8080;

    public static bool TryRead(ReadOnlySpan<byte> text, out WrittenTime time)
    {
        if (TryReadUsual(text, out time))
            return true;

        var reader = new DigitReader(text);
        if (!TryReadDate(ref reader, out var ticks))
            return false;
        if (reader.AtEnd)
            return Local(ticks, out time);
        if (!reader.Skip((byte)'T') && !reader.Skip((byte)'t') && !reader.Skip((byte)' '))
            return false;
        if (!TryReadTimeOfDay(ref reader, out var ofDay))
            return false;
        ticks += ofDay;
        if (reader.AtEnd)
            return Local(ticks, out time);
        return TryReadOffset(ref reader, out var offset) && reader.AtEnd && WrittenTime.TryAt(ticks, offset, out time);
    }

    /// <summary>Reads what nearly all times are like: 2020-04-13 22:00:41, with nothing, Z or +00:00 behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryReadUsual(ReadOnlySpan<byte> text, out WrittenTime time)
    {
        time = default;
        if (text.Length < UsualLength || text[10] is not ((byte)' ' or (byte)'T'))
            return false;
        var offset = text[UsualLength..];
        var isUtc = offset is [(byte)'Z'] || offset.SequenceEqual("+00:00"u8);
        if (!isUtc && !offset.IsEmpty)
            return false;
        if (!TryReadTwo(text, out var century) || !TryReadPairs(text[2..], Dashes, out var year, out var month, out var day)
            || !TryReadPairs(text[11..], Colons, out var hour, out var minute, out var second))
            return false;

        year += century * 100;
        if (year == 0 || month is < 1 or > 12 || day < 1 || hour > 23 || minute > 59 || second > 59 || (day > 28 && day > DateTime.DaysInMonth(year, month)))
            return false;
        time = new WrittenTime(new DateTime(year, month, day).Ticks + (hour * 3600 + minute * 60 + second) * TimeSpan.TicksPerSecond, isUtc);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryReadTwo(ReadOnlySpan<byte> text, out int value)
    {
        var (tens, ones) = (text[0] - '0', text[1] - '0');
        value = tens * 10 + ones;
        return tens is >= 0 and <= 9 && ones is >= 0 and <= 9;
    }

    // Three times two digits, marks between them, all eight bytes at once.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryReadPairs(ReadOnlySpan<byte> text, ulong marks, out int first, out int second, out int third)
    {
        var word = BinaryPrimitives.ReadUInt64LittleEndian(text);
        (first, second, third) = (0, 0, 0);
        if ((word & MarkBytes) != marks)
            return false;

        unchecked
        {
            var digits = (word ^ Zeros) & ~MarkBytes;
            // A byte of more than nine has its highest bit, or gets it.
            if (((digits | (digits + AboveNine)) & HighestBits) != 0)
                return false;
            var pairs = digits * 10 + (digits >> 8);
            (first, second, third) = ((byte)pairs, (byte)(pairs >> 24), (byte)(pairs >> 48));
            return true;
        }
    }

    private static bool Local(long ticks, out WrittenTime time)
    {
        time = new WrittenTime(ticks, isUtc: false);
        return ticks <= DateTime.MaxValue.Ticks;
    }

    private static bool TryReadDate(ref DigitReader reader, out long ticks)
    {
        ticks = 0;
        if (!reader.Number(4, out var year))
            return false;
        var dashes = reader.Skip((byte)'-');
        if (!reader.Number(2, out var month) || (dashes && !reader.Skip((byte)'-')) || !reader.Number(2, out var day))
            return false;
        if (year == 0 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        ticks = new DateTime(year, month, day).Ticks;
        return true;
    }

    private static bool TryReadTimeOfDay(ref DigitReader reader, out long ticks)
    {
        ticks = 0;
        var second = 0;
        if (!reader.Number(2, out var hour))
            return false;
        var colons = reader.Skip((byte)':');
        if (!reader.Number(2, out var minute))
            return false;
        if (colons ? reader.Skip((byte)':') : reader.AtDigit)
        {
            if (!reader.Number(2, out second) || !reader.Fraction(out ticks))
                return false;
        }

        ticks += hour * TimeSpan.TicksPerHour + minute * TimeSpan.TicksPerMinute + second * TimeSpan.TicksPerSecond;
        return minute < 60 && second < 60 && ticks <= TimeSpan.TicksPerDay;
    }

    private static bool TryReadOffset(ref DigitReader reader, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        reader.Skip((byte)' ');
        if (reader.Skip((byte)'Z') || reader.Skip((byte)'z') || reader.Skip("UTC"u8))
            return true;
        var west = reader.Skip((byte)'-');
        if ((!west && !reader.Skip((byte)'+')) || !reader.Number(2, out var hours))
            return false;
        var minutes = 0;
        if ((reader.Skip((byte)':') || reader.AtDigit) && !reader.Number(2, out minutes))
            return false;
        offset = new TimeSpan(hours, minutes, 0) * (west ? -1 : 1);
        return hours <= 18 && minutes < 60;
    }
}
