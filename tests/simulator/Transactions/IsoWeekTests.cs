using Orleans.Tx.Simulator.Transactions;

namespace Orleans.Tx.Simulator.Tests.Transactions;

public sealed class IsoWeekTests
{
    [Theory]
    [InlineData("2026-W01", "2025-12-29")]
    [InlineData("2026-W53", "2026-12-28")]
    [InlineData("2020-W53", "2020-12-28")]
    public void Week_begins_on_its_monday_and_reads_as_it_is_written(string text, string monday)
    {
        Assert.True(IsoWeek.TryParse(text, out var week));
        Assert.Equal(DateTimeOffset.Parse(monday + "T00:00:00Z", null), week.Start);
        Assert.Equal(text, week.ToString());
        Assert.Equal(week, IsoWeek.Of(week.Start + IsoWeek.Length - TimeSpan.FromTicks(1)));
        Assert.NotEqual(week, IsoWeek.Of(week.Start + IsoWeek.Length));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2025-W53")]
    [InlineData("2026-W00")]
    [InlineData("2026-w01")]
    [InlineData("2026-W1")]
    [InlineData("0000-W01")]
    public void Week_that_does_not_exist_is_refused(string? text) => Assert.False(IsoWeek.TryParse(text, out _));
}
