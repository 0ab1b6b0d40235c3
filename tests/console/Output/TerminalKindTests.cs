using Orleans.Tx.Client.Output;

namespace Orleans.Tx.Console.Tests.Output;

public sealed class TerminalKindTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("LANG=C", false)]
    [InlineData("LANG=de_DE.UTF-8", true)]
    [InlineData("LANG=de_DE.utf8", true)]
    [InlineData("LANG=de_DE.ISO-8859-1", false)]
    [InlineData("LANG=C LC_ALL=C.UTF-8", true)]
    [InlineData("LANG=C.UTF-8 LC_CTYPE=POSIX", false)]
    public void Signs_follow_the_locale_where_one_is_named(string environment, bool unicode) =>
        Assert.Equal(unicode ? Glyphs.Unicode : Glyphs.Ascii, Kind(environment).Glyphs);

    [Theory]
    [InlineData("TERM=xterm", true)]
    [InlineData("TERM=xterm NO_COLOR=1", false)]
    [InlineData("TERM=xterm NO_COLOR=", true)]
    [InlineData("TERM=dumb", false)]
    [InlineData("", false)]
    public void Colours_are_where_the_terminal_has_them_and_nobody_forbids_them(string environment, bool colours) => Assert.Equal(colours, Kind(environment).Colours);

    private static TerminalKind Kind(string environment)
    {
        var variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(variable => variable.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        return new TerminalKind(name => variables.GetValueOrDefault(name));
    }
}
