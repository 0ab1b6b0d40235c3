using System.Globalization;

namespace Orleans.Tx.Silo.Source.Records;

/// <summary>
/// Times of ISO 8601 in its extended form: a date, or date and time with seconds, fraction and offset where they are given. A blank may
/// stand for the <c>T</c> and before the offset, which may also be written <c>UTC</c>.
/// </summary>
internal static class IsoTime
{
    /// <param name="offset">Null where none is named.</param>
    public static bool TryRead(ReadOnlySpan<char> text, out DateTime local, out TimeSpan? offset)
    {
        (local, offset) = (default, null);
        var rest = text.Trim();
        if (!TryDate(ref rest, out local))
            return false;
        if (rest.IsEmpty)
            return true;
        if (rest[0] is not ('T' or 't' or ' '))
            return false;

        rest = rest[1..];
        if (!TryTime(ref rest, out var time))
            return false;
        local += time;
        return rest.IsEmpty || TryOffset(rest.TrimStart(' '), out offset);
    }

    private static bool TryDate(ref ReadOnlySpan<char> rest, out DateTime date)
    {
        date = default;
        if (!TryNumber(ref rest, 4, out var year) || !TrySkip(ref rest, '-') || !TryNumber(ref rest, 2, out var month)
            || !TrySkip(ref rest, '-') || !TryNumber(ref rest, 2, out var day))
            return false;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;

        date = new DateTime(year, month, day);
        return true;
    }

    private static bool TryTime(ref ReadOnlySpan<char> rest, out TimeSpan time)
    {
        time = default;
        var second = 0;
        if (!TryNumber(ref rest, 2, out var hour) || !TrySkip(ref rest, ':') || !TryNumber(ref rest, 2, out var minute)
            || (TrySkip(ref rest, ':') && !TryNumber(ref rest, 2, out second)))
            return false;
        if (hour > 23 || minute > 59 || second > 59)
            return false;

        time = new TimeSpan(hour, minute, second);
        return !(TrySkip(ref rest, '.') || TrySkip(ref rest, ',')) || TryFraction(ref rest, ref time);
    }

    /// <summary>Any number of digits; those below 100 ns are dropped.</summary>
    private static bool TryFraction(ref ReadOnlySpan<char> rest, ref TimeSpan time)
    {
        var digits = 0;
        for (var unit = TimeSpan.TicksPerSecond / 10; digits < rest.Length && char.IsAsciiDigit(rest[digits]); unit /= 10)
            time += new TimeSpan(unit * (rest[digits++] - '0'));
        rest = rest[digits..];
        return digits > 0;
    }

    private static bool TryOffset(ReadOnlySpan<char> rest, out TimeSpan? offset)
    {
        offset = TimeSpan.Zero;
        if (rest is "Z" or "z" or "UTC")
            return true;
        if (rest.IsEmpty || rest[0] is not ('+' or '-'))
            return false;

        var sign = rest[0] == '-' ? -1 : 1;
        var minute = 0;
        rest = rest[1..];
        if (!TryNumber(ref rest, 2, out var hour))
            return false;
        var more = TrySkip(ref rest, ':') || !rest.IsEmpty;
        if (more && !TryNumber(ref rest, 2, out minute))
            return false;
        offset = sign * new TimeSpan(hour, minute, 0);
        return rest.IsEmpty && hour <= 23 && minute <= 59;
    }

    private static bool TrySkip(ref ReadOnlySpan<char> rest, char letter)
    {
        if (rest.IsEmpty || rest[0] != letter)
            return false;
        rest = rest[1..];
        return true;
    }

    private static bool TryNumber(ref ReadOnlySpan<char> rest, int digits, out int number)
    {
        number = 0;
        if (rest.Length < digits || !int.TryParse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out number))
            return false;
        rest = rest[digits..];
        return true;
    }
}
