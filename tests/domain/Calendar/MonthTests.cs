using FsCheck.Fluent;
using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Domain.Tests.Calendar;

public sealed class MonthTests
{
    [Theory]
    [InlineData("2026-11", 2026, 11)]
    [InlineData("0001-01", 1, 1)]
    [InlineData("9999-12", 9999, 12)]
    public void Month_is_read_and_written_as_year_and_number(string text, int year, int number)
    {
        var month = Month.Parse(text);
        Assert.Equal((year, number), (month.Year, month.Number));
        Assert.Equal(new Month(year, number), month);
        Assert.Equal(text, month.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026")]
    [InlineData("2026-1")]
    [InlineData("2026-13")]
    [InlineData("2026-00")]
    [InlineData("0000-01")]
    [InlineData("2026/11")]
    [InlineData("2026-+1")]
    [InlineData("2026-1\0")]
    [InlineData("202\0-01")]
    [InlineData("2026-11-01")]
    public void Text_that_is_no_month_is_refused_with_what_is(string text)
    {
        Assert.False(Month.TryParse(text, out _));
        var refusal = Assert.Throws<FormatException>(() => Month.Parse(text));
        Assert.Contains($"'{text}'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("2026-11", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Absent_text_is_no_month() => Assert.False(Month.TryParse(null, out _));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(10000, 1)]
    [InlineData(2026, 0)]
    [InlineData(2026, 13)]
    public void Month_outside_the_calendar_is_refused(int year, int number) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Month(year, number));

    [Fact]
    public void Month_holds_its_days_and_ends_where_the_next_begins() => Always.Holds(Any.Day, static day =>
    {
        var month = Month.Of(day);
        Assert.Equal((day.Year, day.Month), (month.Year, month.Number));
        Assert.Equal(month, Month.Parse(month.ToString()));
        Assert.Equal(month.FirstDay.AddMonths(1), month.Next.FirstDay);
        Assert.True(month.CompareTo(month.Next) < 0);
    });

    [Fact]
    public void Instant_lies_in_the_month_that_has_begun_in_the_zone() => Always.Holds(Any.Day.Zip(Any.Zone), static at =>
    {
        var (month, zone) = (Month.Of(at.Item1), at.Item2);
        Assert.Equal(month, Month.Of(month.StartIn(zone).AddDays(1), zone));
        Assert.Equal(month, Month.Of(month.Next.StartIn(zone).AddTicks(-1), zone));
        Assert.Equal(month.Next, Month.Of(month.Next.StartIn(zone).AddDays(1), zone));
    });

    [Fact]
    public void Month_by_UTC_is_the_same_for_the_one_UTC_and_for_another_of_its_name()
    {
        var other = TimeZoneInfo.FindSystemTimeZoneById("Etc/UTC");
        Always.Holds(Any.Instant, instant =>
            Assert.Equal(Month.Of(instant, TimeZoneInfo.Utc), Month.Of(instant.ToOffset(TimeSpan.FromHours(-7)), other)));
    }

    [Fact]
    public void Zone_east_of_UTC_is_a_month_ahead_at_its_end()
    {
        var lastEvening = new DateTimeOffset(2026, 11, 30, 23, 0, 0, TimeSpan.Zero);
        Assert.Equal("2026-11", Month.Of(lastEvening, TimeZoneInfo.Utc).ToString());
        Assert.Equal("2026-12", Month.Of(lastEvening, TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo")).ToString());
    }
}
