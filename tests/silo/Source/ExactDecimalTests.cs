using System.Globalization;
using System.Numerics;
using Orleans.Tx.Silo.Source.Records;

namespace Orleans.Tx.Silo.Tests.Source;

public sealed class ExactDecimalTests
{
    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("1.2.3")]
    [InlineData("1e")]
    [InlineData("e5")]
    [InlineData("0x10")]
    [InlineData("1 000")]
    [InlineData("--1")]
    [InlineData("NaN")]
    [InlineData("1.00000000000000000000000000000001")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("1e29")]
    [InlineData("1e-29")]
    public void Text_that_is_no_exact_number_is_refused(string text) => Assert.False(ExactDecimal.TryParse(text, 0, out _));

    [Theory]
    [InlineData("0e9999", 0, "0")]
    [InlineData("1.000000000000000000000000000000000", 0, "1")]
    [InlineData(".5", 0, "0.5")]
    [InlineData("5.", 0, "5")]
    [InlineData("1250", 2, "12.5")]
    [InlineData("1e27", 0, "1000000000000000000000000000")]
    [InlineData("9999999999999999999999999999", 28, "0.9999999999999999999999999999")]
    public void Number_is_read_exactly(string text, int shift, string expected)
    {
        Assert.True(ExactDecimal.TryParse(text, shift, out var number));
        Assert.Equal(expected, number.ToString("0.#############################", CultureInfo.InvariantCulture));
    }

    /// <summary>However a number is written, with zeros around it and its point moved by an exponent, it is the same number.</summary>
    [Fact]
    public void Number_is_the_same_however_it_is_written()
    {
        var chance = new Random(20261005);
        for (var round = 0; round < 2000; round++)
        {
            var (digits, scale) = (chance.NextInt64(-999_999_999_999, 999_999_999_999), chance.Next(0, 9));
            var moved = chance.Next(-12, 13);
            var text = $"{digits}{new string('0', chance.Next(0, 4))}";
            var exponent = -scale - (text.Length - $"{digits}".Length) + moved;
            Assert.True(ExactDecimal.TryParse($"{text}e{exponent}", moved, out var number), text);
            Assert.Equal(new BigInteger(digits), new BigInteger(number * (decimal)Math.Pow(10, scale)));
        }
    }
}
