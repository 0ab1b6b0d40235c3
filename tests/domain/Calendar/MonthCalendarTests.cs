using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Domain.Tests.Calendar;

public sealed class MonthCalendarTests
{
    private static readonly Month March = new(2026, 3);
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    [Fact]
    public void Without_kept_bounds_months_are_the_zones() => Assert.All(
        (TimeZoneInfo[])[TimeZoneInfo.Utc, NewYork, TimeZoneInfo.FindSystemTimeZoneById("Asia/Kathmandu")],
        zone =>
        {
            var months = new MonthCalendar(zone);
            for (var at = new DateTimeOffset(2025, 12, 30, 0, 0, 0, TimeSpan.Zero); at.Year < 2027; at += TimeSpan.FromMinutes(317))
                Assert.Equal(Month.Of(at, zone), months.Of(at));
        });

    [Fact]
    public void Month_includes_its_bound_and_excludes_the_next_ones()
    {
        var months = new MonthCalendar(NewYork);
        var (start, end) = (months.StartOf(March), months.StartOf(March.Next));

        Assert.Equal(March.StartIn(NewYork), start);
        Assert.Equal([new Month(2026, 2), March, March, March.Next], new[] { start.AddTicks(-1), start, end.AddTicks(-1), end }.Select(months.Of));
    }

    [Fact]
    public void Kept_bound_counts_whatever_the_zone_says_now_and_is_told()
    {
        var (early, late) = (March.StartIn(TimeZoneInfo.Utc).AddDays(-2), March.Next.StartIn(TimeZoneInfo.Utc).AddHours(5));
        var months = new MonthCalendar(TimeZoneInfo.Utc, new Dictionary<Month, DateTimeOffset> { [March] = early, [March.Next] = late });

        Assert.Equal([new Month(2026, 2), March, March, March.Next], new[] { early.AddTicks(-1), early, late.AddTicks(-1), late }.Select(months.Of));
        Assert.Equal(March, months.Outdated);
    }

    [Fact]
    public void Bounds_that_are_the_zones_are_not_outdated()
    {
        var months = new MonthCalendar(NewYork, new Dictionary<Month, DateTimeOffset> { [March] = March.StartIn(NewYork) });
        months.Keep([March.Next]);

        Assert.Null(months.Outdated);
        Assert.Equal((true, true, false), (months.Keeps(March), months.Keeps(March.Next), months.Keeps(March.Next.Next)));
    }
}
