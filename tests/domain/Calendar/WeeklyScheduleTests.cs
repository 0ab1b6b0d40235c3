using System.Globalization;
using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Domain.Tests.Calendar;

public sealed class WeeklyScheduleTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    // 2026-W46 ends on Monday, November 16th, at midnight.
    [InlineData(DayOfWeek.Monday, "02:00", "UTC", "02:00:00", "2026-11-16T02:00:00Z")]
    [InlineData(DayOfWeek.Monday, "00:00", "UTC", "00:00:00", "2026-11-16T00:00:00Z")]
    [InlineData(DayOfWeek.Monday, "01:00", "UTC", "02:00:00", "2026-11-16T02:00:00Z")]
    [InlineData(DayOfWeek.Wednesday, "05:30", "UTC", "02:00:00", "2026-11-18T05:30:00Z")]
    [InlineData(DayOfWeek.Sunday, "23:00", "UTC", "02:00:00", "2026-11-22T23:00:00Z")]
    [InlineData(DayOfWeek.Monday, "02:00", "Europe/Berlin", "00:00:00", "2026-11-16T01:00:00Z")]
    [InlineData(DayOfWeek.Monday, "00:30", "Europe/Berlin", "00:00:00", "2026-11-22T23:30:00Z")]
    [InlineData(DayOfWeek.Monday, "02:00", "UTC", "20.00:00:00", "2026-12-06T00:00:00Z")]
    public void Week_is_due_at_the_first_time_after_its_end_and_settled(DayOfWeek day, string at, string zone, string settle, string due)
    {
        var schedule = new WeeklySchedule(
            day, TimeOnly.Parse(at, CultureInfo.InvariantCulture), TimeZoneInfo.FindSystemTimeZoneById(zone),
            TimeSpan.Parse(settle, CultureInfo.InvariantCulture), Lookback: 1);

        Assert.Equal(Instant(due), schedule.Due(Week.Parse("2026-W46"), TimeZoneInfo.Utc));
    }

    [Theory]
    // Clocks skip 02:00 to 03:00 on Sunday, March 29th, and show 02:00 to 03:00 twice on October 25th.
    [InlineData("2026-W12", "2026-03-29T01:00:00Z")]
    [InlineData("2026-W42", "2026-10-25T00:30:00Z")]
    public void Time_that_clocks_skip_or_show_twice_is_the_first_that_there_is(string week, string due)
    {
        var schedule = new WeeklySchedule(DayOfWeek.Sunday, new TimeOnly(2, 30), Berlin, TimeSpan.Zero, Lookback: 0);

        Assert.Equal(Instant(due), schedule.Due(Week.Parse(week), Berlin));
    }

    [Fact]
    public void Last_week_that_is_due_is_due_and_the_next_is_not()
    {
        var random = new Random(5);
        for (var time = 0; time < 2000; time++)
        {
            var schedule = new WeeklySchedule(
                (DayOfWeek)random.Next(7), new TimeOnly(random.Next(24), 0), Berlin, TimeSpan.FromHours(random.Next(300)), Lookback: 1);
            var now = Instant("2026-01-01T00:00:00Z").AddMinutes(random.Next(600_000));

            var last = schedule.LastDue(now, Berlin);

            Assert.True(schedule.Due(last, Berlin) <= now);
            Assert.True(schedule.Due(last.Next, Berlin) > now);
            Assert.True(schedule.Due(last, Berlin) >= last.EndIn(Berlin) + schedule.Settle);
        }
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
