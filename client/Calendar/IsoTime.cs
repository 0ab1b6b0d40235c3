namespace Orleans.Tx.Client.Calendar;

/// <summary>
/// Reads ISO 8601 times from UTF-8: <c>2020-04-13</c>, <c>2020-04-13 22:00:41+00:00</c>, <c>2020-04-13T22:00:41.123Z</c>,
/// <c>20200413T220041Z</c>; the offset may stand after a blank, or be UTC by name. 24:00 is the end of the day. Two-digit years,
/// a leap second and a day that the month lacks are refused; what is finer than a microsecond is cut off, as the store does.
/// </summary>
internal static class IsoTime
{
    private const int UsualLength = 19;

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

    // The way in which nearly all times are written: 2020-04-13 22:00:41, with nothing, Z or +00:00 behind it.
    private static bool TryReadUsual(ReadOnlySpan<byte> text, out WrittenTime time)
    {
        time = default;
        if (text.Length < UsualLength || text[4] != '-' || text[7] != '-' || text[10] is not ((byte)' ' or (byte)'T') || text[13] != ':' || text[16] != ':')
            return false;
        var offset = text[UsualLength..];
        var isUtc = offset is [(byte)'Z'] || offset.SequenceEqual("+00:00"u8);
        if (!isUtc && !offset.IsEmpty)
            return false;

        var (century, year) = (Two(text), Two(text[2..]));
        var (month, day) = (Two(text[5..]), Two(text[8..]));
        var (hour, minute, second) = (Two(text[11..]), Two(text[14..]), Two(text[17..]));
        if (century > 99 || year > 99 || month > 12 || day > 31 || hour > 23 || minute > 59 || second > 59 || month == 0 || day == 0 || century + year == 0)
            return false;
        year += century * 100;
        if (day > 28 && day > DateTime.DaysInMonth(year, month))
            return false;
        time = new WrittenTime(new DateTime(year, month, day, hour, minute, second).Ticks, isUtc);
        return true;
    }

    // More than any two digits say, where there are none.
    private static int Two(ReadOnlySpan<byte> text)
    {
        var (tens, ones) = (text[0] - '0', text[1] - '0');
        return tens is < 0 or > 9 || ones is < 0 or > 9 ? int.MaxValue / 1000 : tens * 10 + ones;
    }

    private static bool Local(long ticks, out WrittenTime time)
    {
        time = new WrittenTime(ticks, IsUtc: false);
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
