using Orleans.Tx.Charts;

namespace Orleans.Tx.Console.Tests.Charts;

public sealed class ChartNumberTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("0.00", "0")]
    [InlineData("5", "5.00")]
    [InlineData("-95", "−95.0")]
    [InlineData("999.4", "999")]
    [InlineData("999.5", "1.00k")]
    [InlineData("12345.678", "12.3k")]
    [InlineData("999499.99", "999k")]
    [InlineData("999500", "1.00M")]
    [InlineData("-1250000", "−1.25M")]
    [InlineData("7000000000", "7.00B")]
    [InlineData("123456789012345678", "123457T")]
    [InlineData("0.01234", "0.0123")]
    [InlineData("0.00000001", "0.00000001")]
    public void Short_amount_has_three_digits_and_a_letter(string amount, string written) =>
        Assert.Equal(written, ChartNumber.Short(Read(amount)));

    [Theory]
    [InlineData("48606.29", "49k")]
    [InlineData("253167.65", "253k")]
    [InlineData("4258.19", "4.3k")]
    public void Shorter_amount_has_two_digits_and_all_before_the_point(string amount, string written) =>
        Assert.Equal(written, ChartNumber.Short(Read(amount), digits: 2));

    [Theory]
    [InlineData("0", "0")]
    [InlineData("80000", "80k")]
    [InlineData("1250000", "1.25M")]
    [InlineData("-2500", "−2.5k")]
    [InlineData("0.000000002", "0.000000002")]
    public void Tick_has_no_zeros_that_say_nothing(string amount, string written) =>
        Assert.Equal(written, ChartNumber.Tick(Read(amount)));

    private static decimal Read(string amount) => decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture);
}
