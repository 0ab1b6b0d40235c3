using System.Globalization;
using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Domain.Tests.Calendar;

public sealed class WeekTests
{
    [Theory]
    [InlineData("2026-W47", "2026-11-16")]
    [InlineData("2020-W53", "2020-12-28")]
    [InlineData("2026-W53", "2026-12-28")]
    [InlineData("2021-W01", "2021-01-04")]
    [InlineData("2025-W01", "2024-12-30")]
    [InlineData("2009-W01", "2008-12-29")]
    [InlineData("0001-W01", "0001-01-01")]
    [InlineData("9998-W52", "9998-12-21")]
    public void Week_of_ISO_8601_begins_on_its_Monday(string text, string monday)
    {
        var week = Week.Parse(text);
        Assert.Equal(DateOnly.Parse(monday, CultureInfo.InvariantCulture), week.Monday);
        Assert.Equal(text, week.ToString());
    }

    [Fact]
    public void Week_in_lower_case_is_read() => Assert.Equal("2026-W07", Week.Parse("2026-w07").ToString());

    [Theory]
    [InlineData("")]
    [InlineData("2026")]
    [InlineData("2026-47")]
    [InlineData("2026-W7")]
    [InlineData("2026W47")]
    [InlineData("2026-W00")]
    [InlineData("2026-W54")]
    [InlineData("2025-W53")]
    [InlineData("2021-W53")]
    [InlineData("0000-W01")]
    [InlineData("9999-W01")]
    [InlineData("2026-W+1")]
    [InlineData("2026-W 1")]
    [InlineData("2026-W1\0")]
    [InlineData("202\0-W01")]
    [InlineData("-026-W01")]
    [InlineData(" 2026-W01")]
    [InlineData("2026-W47 ")]
    [InlineData("２０２６-W47")]
    public void Text_that_is_no_week_is_refused_with_what_is(string text)
    {
        Assert.False(Week.TryParse(text, out _));
        var refusal = Assert.Throws<FormatException>(() => Week.Parse(text));
        Assert.Contains($"'{text}'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("2026-W47", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Absent_text_is_no_week() => Assert.False(Week.TryParse(null, out _));

    [Fact]
    public void Week_of_any_day_holds_it_and_is_the_one_that_ISOWeek_names() => Always.Holds(Any.Day, static day =>
    {
        var week = Week.Of(day);
        Assert.Equal(DayOfWeek.Monday, week.Monday.DayOfWeek);
        Assert.InRange(day.DayNumber, week.Monday.DayNumber, week.End.DayNumber - 1);

        var at = day.ToDateTime(TimeOnly.MinValue);
        Assert.Equal($"{ISOWeek.GetYear(at):D4}-W{ISOWeek.GetWeekOfYear(at):D2}", week.ToString());
        Assert.Equal(week, Week.Parse(week.ToString()));
    });

    [Fact]
    public void Week_ends_where_the_next_begins_in_any_zone() => Always.Holds(FsCheck.Fluent.Gen.Zip(Any.Day, Any.Zone), static at =>
    {
        var (day, zone) = at;
        var week = Week.Of(day);
        Assert.Equal(week.Next.StartIn(zone), week.EndIn(zone));
        Assert.Equal(week, week.Next.Previous);
        Assert.True(week.CompareTo(week.Next) < 0);
        if (week.StartIn(zone) == week.EndIn(zone))
            return;

        Assert.Equal(week, Week.Of(week.StartIn(zone), zone));
        Assert.Equal(week, Week.Of(week.EndIn(zone).AddTicks(-1), zone));
        Assert.Equal(week.Next, Week.Of(week.EndIn(zone), zone));
    });

    [Theory]
    [InlineData("2026-W13", "Europe/Berlin", 167)]
    [InlineData("2026-W43", "Europe/Berlin", 169)]
    [InlineData("2026-W10", "America/New_York", 167)]
    [InlineData("2026-W44", "America/New_York", 169)]
    [InlineData("2018-W44", "America/Sao_Paulo", 167)]
    [InlineData("2026-W47", "UTC", 168)]
    public void Week_in_which_clocks_change_is_an_hour_shorter_or_longer(string text, string zoneId, int hours)
    {
        var (week, zone) = (Week.Parse(text), TimeZoneInfo.FindSystemTimeZoneById(zoneId));
        Assert.Equal(TimeSpan.FromHours(hours), week.EndIn(zone) - week.StartIn(zone));
    }

    [Fact]
    public void Instant_lies_in_the_week_of_the_zone_that_is_asked_for()
    {
        var mondayMorning = new DateTimeOffset(2026, 11, 16, 0, 30, 0, TimeSpan.Zero);
        Assert.Equal("2026-W47", Week.Of(mondayMorning, TimeZoneInfo.Utc).ToString());
        Assert.Equal("2026-W46", Week.Of(mondayMorning, TimeZoneInfo.FindSystemTimeZoneById("America/New_York")).ToString());
    }

    [Fact]
    public void Weeks_through_a_last_one_include_both()
    {
        var weeks = Week.Parse("2020-W52").Through(Week.Parse("2021-W02")).Select(week => week.ToString());
        Assert.Equal(["2020-W52", "2020-W53", "2021-W01", "2021-W02"], weeks);
        Assert.Single(Week.Parse("2020-W52").Through(Week.Parse("2020-W52")));
        Assert.Empty(Week.Parse("2020-W52").Through(Week.Parse("2020-W51")));
    }
}
