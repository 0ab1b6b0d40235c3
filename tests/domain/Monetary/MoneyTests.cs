using System.Globalization;
using FsCheck.Fluent;
using Orleans.Tx.Domain.Monetary;

namespace Orleans.Tx.Domain.Tests.Monetary;

public sealed class MoneyTests
{
    [Theory]
    [InlineData("8.9", "8.90")]
    [InlineData("8.900", "8.90")]
    [InlineData("0", "0.00")]
    [InlineData("-0", "0.00")]
    [InlineData("-12.5", "-12.50")]
    [InlineData("+12.5", "12.50")]
    [InlineData(".5", "0.50")]
    [InlineData("0.00000001", "0.00000001")]
    [InlineData("-0.12345678", "-0.12345678")]
    [InlineData("1.0000000000000000000000000000000000000000", "1.00")]
    [InlineData("999999999999999.99999999", "999999999999999.99999999")]
    public void Amount_is_read_exactly_and_written_with_at_least_two_places(string text, string written)
    {
        var money = Money.Parse(text);
        Assert.Equal(written, money.ToString());
        Assert.Equal(decimal.Parse(written, CultureInfo.InvariantCulture), money.Amount);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("12,50")]
    [InlineData("1,000.00")]
    [InlineData("1e3")]
    [InlineData("$5")]
    [InlineData("5 ")]
    [InlineData(" 5")]
    [InlineData("5-")]
    [InlineData("(5)")]
    [InlineData("--5")]
    [InlineData("1.2.3")]
    [InlineData("NaN")]
    [InlineData("٣")]
    [InlineData("12\0")]
    [InlineData("0.123456789")]
    [InlineData("0.12345678000000000000000000000000000001")]
    [InlineData("0.00000000000000000000000000000000000001")]
    [InlineData("1000000000000000")]
    [InlineData("-1000000000000000")]
    [InlineData("99999999999999999999999999999999999999")]
    public void Text_that_is_no_amount_is_refused_with_what_is(string text)
    {
        Assert.False(Money.TryParse(text, out var money));
        Assert.Equal(Money.Zero, money);
        var refusal = Assert.Throws<FormatException>(() => Money.Parse(text));
        Assert.Contains($"'{text}'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("8 decimal places", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Amount_beyond_the_limit_or_with_nine_places_is_refused_and_none_is_left_behind()
    {
        foreach (var bad in (decimal[])[Money.Limit, -Money.Limit, decimal.MaxValue, 0.000000001m, 1.123456789m])
        {
            Assert.False(Money.TryOf(bad, out var money));
            Assert.Equal(Money.Zero, money);
            Assert.Throws<ArgumentOutOfRangeException>(() => Money.Of(bad));
        }

        Assert.Equal(Money.Limit - 0.00000001m, Money.Of(Money.Limit - 0.00000001m).Amount);
    }

    [Fact]
    public void Amount_survives_being_written_and_read() =>
        Always.Holds(Any.Amount, static money => Assert.Equal(money, Money.Parse(money.ToString())));

    [Fact]
    public void Amounts_of_the_same_value_are_equal_whatever_their_zeros()
    {
        Assert.Equal(Money.Of(8.9m), Money.Of(8.900m));
        Assert.Equal(Money.Of(8.9m).GetHashCode(), Money.Of(8.900m).GetHashCode());
    }

    [Fact]
    public void Sums_are_those_of_whole_hundred_millionths() => Always.HoldsForLists(Any.Amount, static amounts =>
    {
        var sum = amounts.Aggregate(Money.Zero, (sum, amount) => sum + amount);
        Assert.Equal(amounts.Aggregate((Int128)0, (sum, amount) => sum + Units(amount)), Units(sum));
        Assert.Equal(Money.Zero, amounts.Aggregate(sum, (rest, amount) => rest - amount));
        Assert.Equal(sum, amounts.Reverse().Aggregate(Money.Zero, (sum, amount) => amount + sum));
        Assert.Equal(-sum, amounts.Aggregate(Money.Zero, (sum, amount) => sum - amount));
    });

    [Fact]
    public void Sum_may_go_beyond_the_limit_of_one_amount()
    {
        var most = Money.Of(Money.Limit - 0.01m);
        Assert.Equal(2 * Money.Limit - 0.02m, (most + most).Amount);
        Assert.Equal(most + most, Money.OfSum(2 * Money.Limit - 0.02m));
    }

    [Fact]
    public void Sum_that_would_lose_places_or_leave_the_range_is_refused()
    {
        var large = Money.OfSum(700_000_000_000_000_000_000.00000001m);
        Assert.Equal("700000000000000000000.00000002", (large + Money.Of(0.00000001m)).ToString());
        Assert.Throws<OverflowException>(() => large + large);
        Assert.Throws<OverflowException>(() => Money.OfSum(7_000_000_000_000_000_000_000m) - Money.Of(0.00000001m));
        Assert.Throws<OverflowException>(() => Money.OfSum(decimal.MaxValue) + Money.OfSum(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Money.OfSum(0.000000001m));
    }

    [Fact]
    public void Amounts_are_ordered_by_value() => Always.Holds(Gen.Two(Any.Amount), static pair =>
        Assert.Equal(Units(pair.Item1).CompareTo(Units(pair.Item2)), pair.Item1.CompareTo(pair.Item2)));

    private static Int128 Units(Money money) => (Int128)(money.Amount * 100_000_000m);
}
