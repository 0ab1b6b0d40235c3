using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Ingestion;

namespace Orleans.Tx.Domain.Tests.Ingestion;

public sealed class SetAsideIdTests
{
    [Theory]
    [InlineData("2026-W40/1/0/0")]
    [InlineData("2026-W40/1/17/3")]
    [InlineData("9998-W52/2147483647/9223372036854775807/2147483647")]
    public void Id_reads_as_it_is_written(string text) => Assert.Equal(text, SetAsideId.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("2026-W40")]
    [InlineData("2026-W40/1/17")]
    [InlineData("2026-W40/1/17/3/4")]
    [InlineData("2026-W54/1/17/3")]
    [InlineData("2026-W40/0/17/3")]
    [InlineData("2026-W40/1/-1/3")]
    [InlineData("2026-W40/1/+1/3")]
    [InlineData("2026-W40/1/ 1/3")]
    [InlineData("2026-W40/1/1/3\0")]
    [InlineData("2026-W40/1/1/2147483648")]
    [InlineData("2026-W40/1/9223372036854775808/1")]
    public void Text_that_is_no_id_is_refused_with_an_example(string text)
    {
        var refused = Assert.Throws<FormatException>(() => SetAsideId.Parse(text));
        Assert.Contains("like 2026-W40/1/17/3", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ids_are_ordered_by_week_run_page_and_place()
    {
        string[] ordered = ["2026-W39/9/9/9", "2026-W40/1/9/9", "2026-W40/2/8/9", "2026-W40/2/9/8", "2026-W40/2/9/10", "2026-W40/2/10/0"];
        Assert.Equal(ordered, ordered.Reverse().Select(SetAsideId.Parse).Order().Select(id => id.ToString()));
        Assert.True(SetAsideId.EndOf(Week.Parse("2026-W40")).CompareTo(SetAsideId.Parse("2026-W40/3/99999999999/7")) > 0, "it lies behind all of the week's");
    }
}
