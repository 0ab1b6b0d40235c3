using System.Text;

namespace Orleans.Tx.Domain.Calendar;

/// <summary>
/// One end of a range of time as users write it: a week (<c>2026-W40</c>), a month (<c>2026-10</c>), a date or an instant. As the
/// end of a range a week or month is included, a date or instant is excluded. What names no offset is in the reporting zone.
/// </summary>
public sealed class TimeBound
{
    private readonly string _text;
    private readonly Func<TimeZoneInfo, DateTimeOffset> _from;
    private readonly Func<TimeZoneInfo, DateTimeOffset> _to;

    private TimeBound(string text, Func<TimeZoneInfo, DateTimeOffset> from, Func<TimeZoneInfo, DateTimeOffset> to)
    {
        _text = text;
        _from = from;
        _to = to;
    }

    /// <exception cref="FormatException">The text is none of these; the message says what is allowed.</exception>
    public static TimeBound Parse(string text)
    {
        if (Week.TryParse(text, out var week))
            return new TimeBound(text, week.StartIn, week.EndIn);
        if (Month.TryParse(text, out var month) && month.Year < DateOnly.MaxValue.Year)
            return new TimeBound(text, month.StartIn, month.Next.StartIn);
        if (!IsoTime.TryRead(Encoding.UTF8.GetBytes(text), out var time))
            throw new FormatException($"'{text}' is no week (2026-W40), month (2026-10), date (2026-10-05) or instant (2026-10-05T14:00:00Z)");

        DateTimeOffset Instant(TimeZoneInfo zone) => new(new LocalClock(zone).ToUtc(time), TimeSpan.Zero);
        return new TimeBound(text, Instant, Instant);
    }

    /// <summary>The first instant of a range that begins here.</summary>
    public DateTimeOffset StartIn(TimeZoneInfo zone) => _from(zone);

    /// <summary>The first instant after a range that ends here.</summary>
    public DateTimeOffset EndIn(TimeZoneInfo zone) => _to(zone);

    public override string ToString() => _text;
}
