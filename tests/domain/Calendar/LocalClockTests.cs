using System.Globalization;
using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Domain.Tests.Calendar;

public sealed class LocalClockTests
{
    [Theory]
    [InlineData("Europe/Berlin", "2020-03-29T02:30:00", "2020-03-29T01:30:00")]
    [InlineData("Europe/Berlin", "2020-10-25T02:30:00", "2020-10-25T00:30:00")]
    [InlineData("Europe/Berlin", "2020-10-25T03:00:00", "2020-10-25T02:00:00")]
    [InlineData("Asia/Kolkata", "2020-10-25T02:30:00", "2020-10-24T21:00:00")]
    [InlineData("America/Sao_Paulo", "2018-11-04T00:00:00", "2018-11-04T03:00:00")]
    [InlineData("UTC", "2020-03-29T02:30:00", "2020-03-29T02:30:00")]
    public void Time_shown_twice_is_the_earlier_and_one_that_is_skipped_keeps_the_offset_from_before(string zone, string local, string utc)
    {
        var clock = new LocalClock(TimeZoneInfo.FindSystemTimeZoneById(zone));

        Assert.Equal(Parse(utc), clock.ToUtc(new WrittenTime(Parse(local).Ticks, isUtc: false)));
    }

    private static DateTime Parse(string text) =>
        DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
