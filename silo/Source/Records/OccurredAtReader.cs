using System.Globalization;
using System.Text;
using System.Text.Json;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Silo.Configuration;

namespace Orleans.Tx.Silo.Source.Records;

/// <summary>Reads when a record occurred.</summary>
internal sealed class OccurredAtReader(TimeZoneInfo zone, IReadOnlyList<TimeFormat> formats)
{
    private static readonly IReadOnlyList<TimeFormat> TextFormats = [TimeFormat.Iso];
    private static readonly IReadOnlyList<TimeFormat> NumberFormats = [TimeFormat.Unix];

    /// <summary>False where the value fits none of the formats.</summary>
    public bool TryRead(JsonElement value, out DateTimeOffset time)
    {
        time = default;
        return value.ValueKind switch
        {
            JsonValueKind.String => TryRead(value.GetString()!, formats.Count > 0 ? formats : TextFormats, out time),
            JsonValueKind.Number => TryRead(value.GetRawText(), formats.Count > 0 ? formats : NumberFormats, out time),
            _ => false,
        };
    }

    private bool TryRead(string text, IReadOnlyList<TimeFormat> allowed, out DateTimeOffset time)
    {
        foreach (var format in allowed)
        {
            if (TryRead(text, format, out time))
                return true;
        }

        time = default;
        return false;
    }

    private bool TryRead(string text, TimeFormat format, out DateTimeOffset time) => format.Kind switch
    {
        TimeFormatKind.Unix => UnixTime.TryRead(text, TimeSpan.TicksPerSecond, out time),
        TimeFormatKind.UnixMilliseconds => UnixTime.TryRead(text, TimeSpan.TicksPerMillisecond, out time),
        TimeFormatKind.Pattern => TryReadPattern(text, format.Pattern, out time),
        _ => TryReadIso(text, out time),
    };

    private bool TryReadIso(string text, out DateTimeOffset time)
    {
        time = default;
        return IsoTime.TryRead(Encoding.UTF8.GetBytes(text.Trim()), out var written)
            && TryPlace(new DateTime(written.Ticks), written.IsUtc ? TimeSpan.Zero : null, out time);
    }

    private bool TryReadPattern(string text, string pattern, out DateTimeOffset time)
    {
        const DateTimeStyles Styles = DateTimeStyles.AllowLeadingWhite | DateTimeStyles.AllowTrailingWhite;
        time = default;
        if (!DateTime.TryParseExact(text, pattern, CultureInfo.InvariantCulture, Styles | DateTimeStyles.RoundtripKind, out var local))
            return false;

        // What names no offset is in the source's zone, but for the standard formats that are always UTC; the rest is read again, as this
        // reading turned it to the machine's zone.
        return local.Kind == DateTimeKind.Unspecified && pattern is not ("r" or "R" or "u")
            ? TryPlace(local, null, out time)
            : DateTimeOffset.TryParseExact(text, pattern, CultureInfo.InvariantCulture, Styles | DateTimeStyles.AssumeUniversal, out time);
    }

    private bool TryPlace(DateTime local, TimeSpan? offset, out DateTimeOffset time)
    {
        var ticks = local.Ticks - (offset ?? ZoneOffset.Of(local, zone)).Ticks;
        var within = ticks >= DateTimeOffset.MinValue.Ticks && ticks <= DateTimeOffset.MaxValue.Ticks;
        time = within ? new DateTimeOffset(ticks, TimeSpan.Zero) : default;
        return within;
    }
}
