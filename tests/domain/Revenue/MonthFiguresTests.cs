using System.Globalization;
using System.Numerics;
using FsCheck.Fluent;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Monetary;
using Orleans.Tx.Domain.Revenue;

namespace Orleans.Tx.Domain.Tests.Revenue;

public sealed class MonthFiguresTests
{
    [Theory]
    [InlineData("3", "1", "33.33")]
    [InlineData("3", "2", "66.67")]
    [InlineData("5", "5", "100.00")]
    [InlineData("5", "0", "0.00")]
    [InlineData("800", "1", "0.13")]
    [InlineData("800", "-1", "-0.13")]
    [InlineData("-800", "1", "-0.13")]
    [InlineData("-800", "-1", "0.13")]
    [InlineData("2", "3", "150.00")]
    [InlineData("20000", "1", "0.01")]
    [InlineData("20001", "1", "0.00")]
    [InlineData("0.00000003", "0.00000001", "33.33")]
    public void Percentage_of_new_revenue_has_two_places_rounded_half_away_from_zero(string revenue, string newRevenue, string percent) =>
        Assert.Equal(percent, Of(Money.Parse(revenue), Money.Parse(newRevenue)).NewPercent?.ToString(CultureInfo.InvariantCulture));

    [Fact]
    public void Percentage_is_that_of_exact_fractions() => Always.Holds(Gen.Two(Any.Amount), static pair =>
    {
        var (revenue, newRevenue) = pair;
        if (revenue == Money.Zero)
            return;

        // In hundredths of a percent, doubled, so that adding one half away from zero and cutting off is exact.
        var doubled = new BigInteger(20_000) * Units(newRevenue);
        var (numerator, denominator) = (BigInteger.Abs(doubled) + BigInteger.Abs(Units(revenue)), 2 * BigInteger.Abs(Units(revenue)));
        var hundredths = numerator / denominator * doubled.Sign * Units(revenue).Sign;
        Assert.Equal((decimal)hundredths / 100, Of(revenue, newRevenue).NewPercent);
    }, times: 1000);

    [Fact]
    public void Percentage_is_unknown_where_there_is_no_revenue()
    {
        Assert.Null(Of(Money.Zero, Money.Zero).NewPercent);
        Assert.Null(Of(Money.Zero, Money.Of(5)).NewPercent);
    }

    [Fact]
    public void Recurring_revenue_is_the_rest() =>
        Assert.Equal(Money.Of(-1), Of(Money.Of(4), Money.Of(5)).RecurringRevenue);

    private static BigInteger Units(Money money) => new(money.Amount * 100_000_000m);

    private static MonthFigures Of(Money revenue, Money newRevenue) => new(Month.Parse("2026-11"), revenue, newRevenue, 1, 1, 1, 1);
}
