using Orleans.Tx.Silo.Postgres;

namespace Orleans.Tx.Silo.Tests.Postgres;

public sealed class StorableTextTests
{
    [Theory]
    [InlineData("abc", 3, "abc")]
    [InlineData("abcd", 3, "abc")]
    [InlineData("a\0b", 9, "ab")]
    [InlineData("aä", 2, "a")]
    [InlineData("a\U0001F600", 4, "a")]
    [InlineData("a\U0001F600", 5, "a\U0001F600")]
    [InlineData("", 0, "")]
    public void Bounded_cuts_between_characters(string text, int most, string kept) => Assert.Equal(kept, StorableText.Bounded(text, most));

    [Fact]
    public void Bounded_replaces_half_a_surrogate_pair() => Assert.Equal("a\ufffd", StorableText.Bounded("a\ud800", 9));

    [Theory]
    [InlineData("""{"a":1}""", """{"a":1}""")]
    [InlineData(@"""\u0000""", @"""\ufffd""")]
    [InlineData(@"""\\u0000""", @"""\\u0000""")]
    [InlineData(@"""\\\u0000""", @"""\\\ufffd""")]
    [InlineData(@"""\u00e4""", @"""\u00e4""")]
    [InlineData(@"""\ud83d\ude00""", @"""\ud83d\ude00""")]
    [InlineData(@"""\ud83d\ud83d\ude00""", @"""\ufffd\ud83d\ude00""")]
    [InlineData(@"""\ude00""", @"""\ufffd""")]
    public void Json_replaces_only_what_the_store_refuses(string json, string storable) => Assert.Equal(storable, StorableText.Json(json));

    [Fact]
    public void Json_that_is_not_there_stays_so() => Assert.Null(StorableText.Json(null));
}
