using FsCheck.Fluent;
using Orleans.Tx.Domain.Paging;

namespace Orleans.Tx.Domain.Tests.Paging;

public sealed class PageCursorTests
{
    [Fact]
    public void Cursor_survives_being_written_and_read() => Always.Holds(Gen.Choose(0, int.MaxValue), static page =>
    {
        var cursor = PageCursor.At(page);
        Assert.Equal($"page:{page}", cursor.ToString());
        Assert.Equal(cursor, PageCursor.Parse(cursor.ToString()));
        Assert.Equal(page, cursor.Page);
    });

    [Theory]
    [InlineData("b64==")]
    [InlineData("token:with:colons")]
    [InlineData("/v1/orders?page_info=abc&limit=2")]
    public void Token_survives_being_written_and_read(string token)
    {
        var cursor = PageCursor.At(7, token);
        Assert.Equal($"token:7:{token}", cursor.ToString());
        Assert.Equal(cursor, PageCursor.Parse(cursor.ToString()));
    }

    [Fact]
    public void Token_that_can_not_be_stored_is_refused()
    {
        Assert.Throws<ArgumentException>(() => PageCursor.At(1, ""));
        Assert.Throws<ArgumentException>(() => PageCursor.At(1, "a\0b"));
        Assert.Throws<ArgumentException>(() => PageCursor.At(1, new string('x', PageCursor.MaxTokenLength + 1)));
    }

    [Fact]
    public void Start_is_the_first_page() => Assert.Equal(PageCursor.At(0), PageCursor.Start);

    [Fact]
    public void Negative_place_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => PageCursor.At(-1));

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("page:")]
    [InlineData("page:-1")]
    [InlineData("page:+1")]
    [InlineData("page: 1")]
    [InlineData("page:1\0")]
    [InlineData("Page:1")]
    [InlineData("token:abc")]
    [InlineData("token:1")]
    [InlineData("token:1:")]
    [InlineData("token:-1:abc")]
    [InlineData("token:1:a\0")]
    [InlineData("page:99999999999999999999")]
    public void Text_that_is_no_cursor_of_pages_is_refused_with_what_is(string text) =>
        Assert.Contains("page:N", Assert.Throws<FormatException>(() => PageCursor.Parse(text)).Message, StringComparison.Ordinal);
}
