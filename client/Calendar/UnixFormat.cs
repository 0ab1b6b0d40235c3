using System.Buffers.Text;
using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Client.Calendar;

/// <summary>A count of units since 1970-01-01 UTC, with or without a fraction; finer than a microsecond is cut off.</summary>
internal sealed class UnixFormat(long ticksPerUnit) : TimeFormat
{
    public override bool TryRead(ReadOnlySpan<byte> text, out WrittenTime time)
    {
        time = default;
        var longest = DateTime.MaxValue.Ticks / ticksPerUnit;
        if (!Utf8Parser.TryParse(text, out long units, out var read) || Math.Abs((decimal)units) > longest)
            return false;

        var fraction = 0m;
        if (read < text.Length && !TryReadFraction(text[read..], out fraction))
            return false;

        var sign = text[0] == '-' ? -1 : 1;
        var ticks = units * ticksPerUnit + sign * (long)(fraction * ticksPerUnit);
        var micros = (ticks + DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
        time = new WrittenTime(micros * TimeSpan.TicksPerMicrosecond, isUtc: true);
        return time.Ticks >= 0 && time.Ticks <= DateTime.MaxValue.Ticks;
    }

    private static bool TryReadFraction(ReadOnlySpan<byte> text, out decimal fraction)
    {
        fraction = 0;
        if (text[0] != '.' || text.Length > 20)
            return false;
        var unit = 1m;
        foreach (var digit in text[1..])
        {
            if (!char.IsAsciiDigit((char)digit))
                return false;
            fraction += (digit - '0') * (unit /= 10);
        }

        return true;
    }
}
