using Orleans.Tx.Client.Output;

namespace Orleans.Tx.Console.Tests.Output;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("{\"id\":\"é😀\"}", "{\"id\":\"é😀\"}")]
    [InlineData("a\u001b[2Jb", @"a\u{1b}[2Jb")]
    [InlineData("a\u009b31mb", @"a\u{9b}31mb")]
    [InlineData("a\u0000\u0007\bb", @"a\u{0}\u{7}\u{8}b")]
    [InlineData("a\u202eb\u2066\u200b", @"a\u{202e}b\u{2066}\u{200b}")]
    [InlineData("a\nb\tc\r", @"a b c\u{d}")]
    [InlineData("a\u2028b\u0085", @"a\u{2028}b\u{85}")]
    [InlineData("\U000e0041", @"\u{e0041}")]
    public void What_a_terminal_would_obey_is_escaped(string text, string visible) => Assert.Equal(visible, VisibleText.Line(text));

    [Fact]
    public void Half_a_surrogate_pair_is_replaced() => Assert.Equal("a\ufffdb", VisibleText.Line("a\ud800b"));

    [Fact]
    public void Lines_stay_lines_where_they_may() => Assert.Equal("a\nb\tc\nd\n", VisibleText.Lines("a\r\nb\tc\nd\r"));
}
