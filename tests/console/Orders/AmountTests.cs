using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Orleans.Tx.Client.Orders;
using Orleans.Tx.Domain.Monetary;

namespace Orleans.Tx.Console.Tests.Orders;

public sealed class AmountTests
{
    [Fact]
    public void Amounts_are_read_as_the_domain_reads_them() =>
        Prop.ForAll(Gen.ArrayOf(Gen.Elements("0123456789012345678901234567890000000.-+e, ".ToCharArray()), 12).ToArbitrary(), letters =>
        {
            // The domain trims nothing, and reads what is beyond 28 digits by rounding; neither is asked here.
            var text = new string(letters).Trim();
            var expected = Money.TryParse(text, out var money);

            Assert.Equal(expected, Amount.TryParse(Encoding.UTF8.GetBytes(text), out var amount));
            Assert.Equal(money, expected ? amount.ToMoney() : money);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("6", "2.55", "15.30")]
    [InlineData("-2", "0.00000001", "-0.00000002")]
    [InlineData("0.0001", "0.0001", "0.00000001")]
    [InlineData("99999999", "9999999", "999999890000001")]
    [InlineData("0", "999999999999999", "0")]
    public void Product_is_exact(string left, string right, string product)
    {
        Assert.True(Amount.TryMultiply(Parse(left), Parse(right), out var result));
        Assert.Equal(Money.Parse(product), result.ToMoney());
    }

    [Theory]
    [InlineData("0.00001", "0.0001")]
    [InlineData("999999999999999", "2")]
    [InlineData("999999999999999.99999999", "-999999999999999.99999999")]
    public void Product_that_is_no_amount_is_refused(string left, string right) =>
        Assert.False(Amount.TryMultiply(Parse(left), Parse(right), out _));

    [Fact]
    public void Sum_of_very_many_amounts_stays_exact()
    {
        var largest = Parse("999999999999999.99999999");

        Assert.Equal("99999999999999999999.999", new Amount(largest.Units * 100_000).ToMoney().Amount.ToString(CultureInfo.InvariantCulture));
    }

    private static Amount Parse(string text)
    {
        Assert.True(Amount.TryParse(Encoding.UTF8.GetBytes(text), out var amount));
        return amount;
    }
}
