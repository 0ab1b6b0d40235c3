using FsCheck;
using FsCheck.Fluent;
using Orleans.Tx.Simulator.Transactions;

namespace Orleans.Tx.Simulator.Tests.Transactions;

public sealed class HeldBackLogTests
{
    private static readonly DateTimeOffset Start = new(2025, 12, 29, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0.001)]
    [InlineData(0.01)]
    [InlineData(0.037)]
    [InlineData(0.5)]
    public void Log_without_its_late_records_holds_the_others_once_and_in_order(double share)
    {
        var complete = NewLog();
        var visible = new HeldBackLog(complete, share);
        var seen = Enumerable.Range(0, (int)visible.PositionOf(Start.AddDays(28))).Select(position => visible.At(position)).ToArray();
        var all = Enumerable.Range(0, 4 * 1_000).Select(position => complete.At(position)).ToArray();

        Assert.Equal(4_000 - (int)(4_000 * share), seen.Length);
        Assert.Equal(seen, all.Where(seen.ToHashSet().Contains));
    }

    [Fact]
    public void Position_of_an_instant_counts_the_visible_records_before_it() =>
        Prop.ForAll<PositiveInt>(hours =>
        {
            var visible = new HeldBackLog(NewLog(), 0.2);
            var instant = Start.AddHours(hours.Get);
            var position = visible.PositionOf(instant);
            return visible.At(position).CreatedAt >= instant.UtcDateTime
                && (position == 0 || visible.At(position - 1).CreatedAt < instant.UtcDateTime);
        }).QuickCheckThrowOnFailure();

    private static SeededLog NewLog() => new(1, 1_000, IsoWeek.Of(Start), null, ["USD"]);
}
