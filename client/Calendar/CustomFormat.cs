using System.Globalization;
using System.Text;
using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Client.Calendar;

/// <summary>A format of .NET, by the invariant culture, such as <c>dd/MM/yyyy HH:mm</c>.</summary>
internal sealed class CustomFormat : TimeFormat
{
    private const int LongestTime = 128;

    // A time without a date gets no date from today's.
    private const DateTimeStyles Styles = DateTimeStyles.AdjustToUniversal | DateTimeStyles.NoCurrentDateDefault;

    private readonly string _format;

    private CustomFormat(string format) => _format = format;

    /// <exception cref="FormatException">It is no format, or one without year and month.</exception>
    public static CustomFormat Of(string format)
    {
        var probe = new DateTime(2003, 11, 1, 0, 0, 0, DateTimeKind.Utc);
        return ReadsBack(format, probe) ? new CustomFormat(format) : throw new FormatException(
            $"'{format}' is no format that tells year and month: write iso, unix, unix-ms or a .NET format, such as \"dd/MM/yyyy HH:mm\"");
    }

    public override bool TryRead(ReadOnlySpan<byte> text, out WrittenTime time)
    {
        time = default;
        if (text.Length > LongestTime)
            return false;

        Span<char> buffer = stackalloc char[LongestTime];
        if (!Encoding.UTF8.TryGetChars(text, buffer, out var length)
            || !DateTime.TryParseExact(buffer[..length], _format, CultureInfo.InvariantCulture, Styles, out var read))
            return false;

        time = new WrittenTime(read.Ticks - read.Ticks % TimeSpan.TicksPerMicrosecond, read.Kind == DateTimeKind.Utc);
        return true;
    }

    private static bool ReadsBack(string format, DateTime probe)
    {
        try
        {
            var written = probe.ToString(format, CultureInfo.InvariantCulture);
            return DateTime.TryParseExact(written, format, CultureInfo.InvariantCulture, Styles, out var read) && read == probe;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
