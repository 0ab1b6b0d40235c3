using System.Globalization;
using FsCheck.Fluent;
using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Domain.Tests.Calendar;

public sealed class DayInZoneTests
{
    [Theory]
    [InlineData("2026-11-16", "UTC", "2026-11-16T00:00:00Z")]
    [InlineData("2026-07-01", "Europe/Berlin", "2026-06-30T22:00:00Z")]
    [InlineData("2026-07-01", "Asia/Kathmandu", "2026-06-30T18:15:00Z")]
    [InlineData("0001-01-01", "UTC", "0001-01-01T00:00:00Z")]
    public void Day_begins_at_midnight(string day, string zone, string start) => AssertStart(day, zone, start);

    [Theory]
    [InlineData("2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00:00Z")]
    [InlineData("2022-03-27", "Asia/Beirut", "2022-03-26T22:00:00Z")]
    [InlineData("2024-04-26", "Africa/Cairo", "2024-04-25T22:00:00Z")]
    public void Day_whose_midnight_is_skipped_begins_when_clocks_skip_it(string day, string zone, string start) => AssertStart(day, zone, start);

    [Theory]
    [InlineData("2023-11-05", "America/Havana", "2023-11-05T04:00:00Z")]
    [InlineData("2026-10-25", "Atlantic/Azores", "2026-10-25T00:00:00Z")]
    public void Day_whose_midnight_comes_twice_begins_at_the_first(string day, string zone, string start) => AssertStart(day, zone, start);

    [Theory]
    [InlineData("2018-02-18", "America/Sao_Paulo", "2018-02-18T03:00:00Z")]
    [InlineData("2022-10-30", "Asia/Beirut", "2022-10-29T22:00:00Z")]
    public void Day_after_clocks_go_back_from_its_midnight_begins_when_they_show_it(string day, string zone, string start) =>
        AssertStart(day, zone, start);

    [Theory]
    [InlineData("2008-06-24", "America/Rio_Branco", "2008-06-24T05:00:00Z")]
    [InlineData("1993-01-01", "America/Managua", "1993-01-01T06:00:00Z")]
    [InlineData("1996-01-01", "America/Danmarkshavn", "1996-01-01T03:00:00Z")]
    public void Day_at_which_a_zone_changes_its_standard_time_begins_when_clocks_skip_its_midnight(string day, string zone, string start) =>
        AssertStart(day, zone, start);

    [Fact]
    public void Day_that_a_zone_skips_is_empty()
    {
        var apia = TimeZoneInfo.FindSystemTimeZoneById("Pacific/Apia");
        AssertStart("2011-12-30", "Pacific/Apia", "2011-12-30T10:00:00Z");
        Assert.Equal(new DateOnly(2011, 12, 31).StartIn(apia), new DateOnly(2011, 12, 30).StartIn(apia));
    }

    [Fact]
    public void First_day_of_the_calendar_begins_with_it_where_it_began_before() =>
        Assert.Equal(DateTimeOffset.MinValue, DateOnly.MinValue.StartIn(TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo")));

    [Fact]
    public void Day_of_any_zone_includes_its_start_and_excludes_the_instant_before() => Always.Holds(Any.Day.Zip(Any.Zone), static at =>
    {
        var (day, zone) = at;
        var start = day.StartIn(zone);
        Assert.Equal(TimeSpan.Zero, start.Offset);
        Assert.True(LocalDay(start.AddTicks(-1), zone) < day);
        Assert.True(LocalDay(start, zone) == day || start == day.AddDays(1).StartIn(zone));
    }, times: 2000);

    [Theory]
    [InlineData("America/Sao_Paulo")]
    [InlineData("America/Asuncion")]
    [InlineData("America/St_Johns")]
    [InlineData("Asia/Beirut")]
    [InlineData("Asia/Gaza")]
    [InlineData("Africa/Cairo")]
    [InlineData("Pacific/Kwajalein")]
    public void Days_of_a_zone_follow_each_other_through_all_its_changes(string zoneId)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(zoneId);
        var before = new DateOnly(1970, 1, 1).StartIn(zone);
        for (var day = new DateOnly(1970, 1, 2); day.Year < 2038; day = day.AddDays(1))
        {
            var start = day.StartIn(zone);
            Assert.True(LocalDay(start, zone) == day || start == day.AddDays(1).StartIn(zone));
            Assert.InRange(start - before, TimeSpan.Zero, TimeSpan.FromHours(26));
            before = start;
        }
    }

    private static DateOnly LocalDay(DateTimeOffset instant, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    private static void AssertStart(string day, string zone, string start) => Assert.Equal(
        DateTimeOffset.Parse(start, CultureInfo.InvariantCulture),
        DateOnly.Parse(day, CultureInfo.InvariantCulture).StartIn(TimeZoneInfo.FindSystemTimeZoneById(zone)));
}
