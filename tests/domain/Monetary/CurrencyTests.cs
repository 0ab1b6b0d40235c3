using Orleans.Tx.Domain.Monetary;

namespace Orleans.Tx.Domain.Tests.Monetary;

public sealed class CurrencyTests
{
    [Theory]
    [InlineData("USD", "USD")]
    [InlineData("usd", "USD")]
    [InlineData(" eur ", "EUR")]
    [InlineData("USDT20", "USDT20")]
    [InlineData("A", "A")]
    [InlineData("ABCDEFGHIJKLMNOP", "ABCDEFGHIJKLMNOP")]
    public void Code_is_read_in_any_case_and_kept_in_upper(string text, string code)
    {
        Assert.Equal(code, Currency.Parse(text).Code);
        Assert.Equal(Currency.Parse(code), Currency.Parse(text));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void Blank_text_names_none(string? text)
    {
        Assert.Equal(Currency.None, Currency.Parse(text));
        Assert.Null(Currency.Parse(text).Code);
        Assert.Equal("", Currency.Parse(text).ToString());
    }

    [Theory]
    [InlineData("$")]
    [InlineData("U S")]
    [InlineData("U-S")]
    [InlineData("é")]
    [InlineData("US\0")]
    [InlineData("ABCDEFGHIJKLMNOPQ")]
    public void Text_that_is_no_code_is_refused_with_what_is(string text)
    {
        Assert.False(Currency.TryParse(text, out var currency));
        Assert.Equal(Currency.None, currency);
        var refusal = Assert.Throws<FormatException>(() => Currency.Parse(text));
        Assert.Contains("1 to 16 letters or digits", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Currencies_are_ordered_by_code_after_none()
    {
        Currency[] some = [Currency.Parse("usd"), Currency.None, Currency.Parse("EUR")];
        Assert.Equal(["", "EUR", "USD"], some.Order().Select(currency => currency.ToString()));
    }
}
