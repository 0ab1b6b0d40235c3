using FsCheck;
using FsCheck.Fluent;
using Orleans.Tx.Charts;

namespace Orleans.Tx.Console.Tests.Charts;

public sealed class ValueAxisTests
{
    private static readonly decimal[] Units = [0.00000001m, 0.01m, 1m, 1_000_000m, 1_000_000_000_000_000m];

    private static Gen<int> Amount { get; } = Gen.Choose(-100_000, 100_000);

    [Theory]
    [InlineData(0, 301_773.94, "0 80000 160000 240000 320000")]
    [InlineData(0, 100, "0 20 40 60 80 100")]
    [InlineData(0, 101, "0 25 50 75 100 125")]
    [InlineData(-30, 90, "-50 -25 0 25 50 75 100")]
    [InlineData(-500, -100, "-500 -400 -300 -200 -100 0 100")]
    [InlineData(0, 0, "0 1")]
    [InlineData(0, 0.00000001, "0 0.000000002 0.000000004 0.000000006 0.000000008 0.00000001")]
    public void Ticks_are_numbers_that_people_count_in(decimal lowest, decimal highest, string ticks)
    {
        static string Plain(decimal tick) => tick.ToString("0.############", System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(ticks, string.Join(' ', ValueAxis.For(lowest, highest).Ticks.Select(Plain)));
    }

    [Fact]
    public void Axis_holds_all_amounts_and_its_zero_and_wastes_little() =>
        Prop.ForAll(Amount.ToArbitrary(), Amount.ToArbitrary(), Gen.Elements(Units).ToArbitrary(), (one, other, unit) =>
        {
            var (lowest, highest) = (Math.Min(0, Math.Min(one, other)) * unit, Math.Max(0, Math.Max(one, other)) * unit);
            var axis = ValueAxis.For(lowest, highest);

            Assert.True(axis.Low <= lowest && axis.High >= highest, $"{lowest} to {highest}: {axis}");
            Assert.Contains(0m, axis.Ticks);
            Assert.InRange(axis.Above + axis.Below, 1, 6);
            Assert.True(lowest < 0 || highest == 0 || axis.High < 1.5m * highest, $"{lowest} to {highest}: {axis}");
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Axis_goes_from_its_top_to_its_bottom()
    {
        var axis = ValueAxis.For(-30, 90);

        Assert.Equal([0, 150, 200, 300], ((decimal[])[100, 25, 0, -50]).Select(value => Math.Round(axis.Down(value, 300), 6) + 0.0));
    }

    [Theory]
    [InlineData(5, 100, 20)]
    [InlineData(4, 100, 25)]
    [InlineData(4, 101, 50)]
    [InlineData(1, 100, 100)]
    [InlineData(1, 200, 200)]
    public void Percentages_have_their_ticks_where_amounts_have_theirs(int above, decimal highest, decimal step) =>
        Assert.Equal(new ValueAxis(step, above, 2), new ValueAxis(7, above, 2).Percents(highest));
}
