using System.Globalization;
using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Domain.Tests.Calendar;

public sealed class TimeBoundTests
{
    [Theory]
    [InlineData("2026-W01", "2025-12-28T23:00Z", "2026-01-04T23:00Z")]
    [InlineData("2026-03", "2026-02-28T23:00Z", "2026-03-31T22:00Z")]
    [InlineData("2026-03-05", "2026-03-04T23:00Z", "2026-03-04T23:00Z")]
    [InlineData("2026-03-05T10:00", "2026-03-05T09:00Z", "2026-03-05T09:00Z")]
    [InlineData("2026-03-05T10:00:00+05:00", "2026-03-05T05:00Z", "2026-03-05T05:00Z")]
    public void Week_and_month_are_included_as_an_end_and_dates_and_instants_are_not(string text, string start, string end)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var bound = TimeBound.Parse(text);

        Assert.Equal(DateTimeOffset.Parse(start, CultureInfo.InvariantCulture), bound.StartIn(zone));
        Assert.Equal(DateTimeOffset.Parse(end, CultureInfo.InvariantCulture), bound.EndIn(zone));
    }

    [Theory]
    [InlineData("2026-W54")]
    [InlineData("9999-12")]
    [InlineData("yesterday")]
    [InlineData("")]
    public void What_is_no_bound_is_refused(string text) => Assert.Throws<FormatException>(() => TimeBound.Parse(text));
}
