using FsCheck;
using FsCheck.Fluent;
using Orleans.Tx.Client.Calendar;
using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Console.Tests.Calendar;

public sealed class MonthClockTests
{
    [Theory]
    [InlineData("UTC")]
    [InlineData("Europe/Berlin")]
    [InlineData("America/New_York")]
    [InlineData("Pacific/Apia")]
    [InlineData("Pacific/Kiritimati")]
    public void Month_is_what_the_domain_says_whatever_was_asked_before(string zoneName)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(zoneName);
        var clock = new MonthClock(zone);
        var nearMonthEnds = from month in Gen.Choose(0, 400)
                            from minutes in Gen.Choose(-3000, 3000)
                            select new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMonths(month).AddMinutes(minutes);

        Prop.ForAll(Gen.ArrayOf(nearMonthEnds).ToArbitrary(), instants =>
        {
            foreach (var instant in instants)
                Assert.Equal(Month.Of(instant, zone), clock.Of(instant));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void First_and_last_instants_have_months()
    {
        var clock = new MonthClock(TimeZoneInfo.Utc);

        Assert.Equal(new Month(1, 1), clock.Of(DateTime.MinValue));
        Assert.Equal(new Month(9999, 12), clock.Of(DateTime.MaxValue));
    }

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("Pacific/Kiritimati")]
    [InlineData("Pacific/Pago_Pago")]
    [InlineData("Asia/Kathmandu")]
    public void Month_clock_agrees_with_the_domain_at_every_hour(string name)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(name);
        var clock = new MonthClock(zone);
        var start = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);

        Assert.All(
            Enumerable.Range(0, 366 * 24).Select(hour => start.AddHours(hour)),
            utc => Assert.Equal(Month.Of(new DateTimeOffset(utc), zone), clock.Of(utc)));
    }
}
