using FsCheck.Fluent;
using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Domain.Tests.Calendar;

public sealed class CompletenessTests
{
    private static readonly Week First = Week.Parse("2026-W40");
    private static readonly TimeZoneInfo Utc = TimeZoneInfo.Utc;

    [Fact]
    public void Range_is_covered_when_each_of_its_weeks_is_complete_or_before_the_first() => Always.HoldsForLists(
        Gen.Choose(0, 7).Zip(Gen.Choose(0, 7)), Gen.Choose(0, 7),
        static (range, complete) =>
        {
            var weeks = complete.Select(At).ToHashSet();
            var completeness = new Completeness(At(2), weeks, Utc, Utc);
            var expected = Enumerable.Range(0, 8)
                .Where(week => week >= range.Item1 && week <= range.Item2 && week >= 2)
                .All(week => weeks.Contains(At(week)));
            Assert.Equal(expected, completeness.Covers(At(range.Item1), At(range.Item2)));
        });

    [Fact]
    public void Who_is_new_is_final_up_to_the_first_gap_since_the_first_week() => Always.HoldsForLists(
        Gen.Choose(0, 7), Gen.Choose(0, 7),
        static (to, complete) =>
        {
            var weeks = complete.Select(At).ToHashSet();
            var completeness = new Completeness(At(2), weeks, Utc, Utc);
            var expected = Enumerable.Range(2, Math.Max(0, to - 1)).All(week => weeks.Contains(At(week)));
            var gap = Enumerable.Range(2, 8).First(week => !weeks.Contains(At(week)));
            Assert.Equal(to < gap, completeness.CoversSinceFirst(At(to)));
            Assert.Equal(expected || to < 2, completeness.CoversSinceFirst(At(to)));
        });

    [Fact]
    public void Who_is_new_is_never_final_when_nobody_told_the_first_week()
    {
        var completeness = new Completeness(null, First.Through(At(20)).ToHashSet(), Utc, Utc);
        Assert.True(completeness.Covers(Month.Parse("2026-11")));
        Assert.False(completeness.CoversSinceFirst(Month.Parse("2026-11")));
        Assert.False(completeness.CoversSinceFirst(First));
        Assert.False(completeness.Covers(First.Previous, First));
    }

    [Theory]
    [InlineData("2026-W44")]
    [InlineData("2026-W46")]
    [InlineData("2026-W49")]
    public void Month_is_not_covered_while_a_week_that_has_a_part_in_it_is_missing(string missing)
    {
        // November 2026 lasts from a Sunday, the end of W44, to a Monday, the start of W49.
        var weeks = Week.Parse("2026-W44").Through(Week.Parse("2026-W49")).ToHashSet();
        Assert.True(new Completeness(null, weeks, Utc, Utc).Covers(Month.Parse("2026-11")));
        weeks.Remove(Week.Parse(missing));
        Assert.False(new Completeness(null, weeks, Utc, Utc).Covers(Month.Parse("2026-11")));
    }

    [Fact]
    public void Month_that_ends_with_a_week_does_not_need_the_next()
    {
        // May 2026 ends with Sunday of W22; June begins with W23.
        var weeks = Week.Parse("2026-W18").Through(Week.Parse("2026-W22")).ToHashSet();
        var completeness = new Completeness(Week.Parse("2026-W18"), weeks, Utc, Utc);
        Assert.True(completeness.Covers(Month.Parse("2026-05")));
        Assert.True(completeness.CoversSinceFirst(Month.Parse("2026-05")));
        Assert.False(completeness.Covers(Month.Parse("2026-06")));
        Assert.True(completeness.Covers(Month.Parse("2026-05"), Week.Parse("2026-W22")));
        Assert.False(completeness.Covers(Month.Parse("2026-05"), Week.Parse("2026-W23")));
    }

    [Fact]
    public void Month_of_another_zone_reaches_into_the_week_that_its_last_hours_lie_in()
    {
        // In Los Angeles May 2026 ends seven hours after W22 has ended by UTC.
        var weeks = Week.Parse("2026-W18").Through(Week.Parse("2026-W22")).ToHashSet();
        var losAngeles = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");
        Assert.False(new Completeness(null, weeks, Utc, losAngeles).Covers(Month.Parse("2026-05")));
        Assert.True(new Completeness(null, weeks, losAngeles, losAngeles).Covers(Month.Parse("2026-05")));
        weeks.Add(Week.Parse("2026-W23"));
        Assert.True(new Completeness(null, weeks, Utc, losAngeles).Covers(Month.Parse("2026-05")));
    }

    private static Week At(int place) => Week.Of(First.Monday.AddDays(7 * place));
}
