using Orleans.Tx.Charts;
using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Console.Tests.Charts;

public sealed class MonthScaleTests
{
    [Fact]
    public void Names_never_overlap_however_many_months_there_are()
    {
        for (var count = 1; count <= 240; count++)
        {
            var scale = Scale(new Month(2003, 5), count);
            var labels = scale.Labels.ToList();

            Assert.True(labels.Count >= Math.Min(count, 3), $"{count} months have {labels.Count} names");
            var widest = labels.Max(label => ChartText.Width(label.Text, TextLook.Label.Size));
            Assert.All(labels.Zip(labels.Skip(1)), pair => Assert.True(
                scale.CentreOf(pair.Second.Place) - scale.CentreOf(pair.First.Place) >= widest, $"{pair} of {count}"));
        }
    }

    [Theory]
    [InlineData(3, "2003-05 2003-06 2003-07")]
    [InlineData(24, "2003-05 2003-07 2003-09 2003-11 2004-01 2004-03 2004-05 2004-07 2004-09 2004-11 2005-01 2005-03")]
    [InlineData(72, "2003-07 2004-01 2004-07 2005-01 2005-07 2006-01 2006-07 2007-01 2007-07 2008-01 2008-07 2009-01")]
    [InlineData(200, "2004 2005 2006 2007 2008 2009 2010 2011 2012 2013 2014 2015 2016 2017 2018 2019")]
    [InlineData(240, "2004 2006 2008 2010 2012 2014 2016 2018 2020 2022")]
    public void Names_that_remain_are_round(int count, string names) =>
        Assert.Equal(names, string.Join(' ', Scale(new Month(2003, 5), count).Labels.Select(label => label.Text)));

    [Fact]
    public void Name_stands_at_its_month()
    {
        var scale = Scale(new Month(2003, 5), 200);

        Assert.All(scale.Labels, label => Assert.Equal($"{label.Text}-01", scale.Columns.Months[label.Place].ToString()));
    }

    [Fact]
    public void Months_without_orders_have_columns_too()
    {
        var columns = MonthColumns.Of([new Month(2024, 3), new Month(2023, 12), new Month(2024, 3)]);

        Assert.Equal(["2023-12", "2024-01", "2024-02", "2024-03"], columns.Months.Select(month => month.ToString()));
        Assert.False(columns.LeavesOut);
    }

    [Fact]
    public void Months_without_orders_have_none_where_a_stray_date_would_make_hundreds()
    {
        var columns = MonthColumns.Of([new Month(1970, 1), new Month(2024, 1), new Month(2024, 2)]);

        Assert.Equal(["1970-01", "2024-01", "2024-02"], columns.Months.Select(month => month.ToString()));
        Assert.True(columns.LeavesOut);
        Assert.Equal([false, false, true], Enumerable.Range(0, 3).Select(columns.Follows));
    }

    [Fact]
    public async Task Picture_with_months_left_out_says_so()
    {
        const string Said = "Months without orders are left out: columns side by side may lie years apart.";
        Assert.Contains(Said, (await Picture.OfLog("customer,date,amount\na,1970-01-01,1\na,2024-01-01,1\n")).Texts);
        Assert.DoesNotContain(Said, (await Picture.OfLog("customer,date,amount\na,2023-01-01,1\na,2024-01-01,1\n")).Texts);
    }

    [Fact]
    public void Months_whose_names_are_not_told_have_a_mark_at_those_that_are()
    {
        var (all, some) = (Months(17), Months(18));

        Assert.Equal((17, 0), (all.All("month-name").Count, all.All("mark").Count));
        Assert.Equal((9, 9), (some.All("month-name").Count, some.All("mark").Count));
    }

    [Fact]
    public void Rows_of_figures_are_there_only_where_there_is_room()
    {
        Assert.Equal(["revenue", "new"], Months(17).All("row-name").Select(name => name.Value));
        Assert.Empty(Months(18).All("row-name"));
    }

    private static Picture Months(int count) => Picture.Of(Answers.Of(Answers.Block(
        null, [.. Enumerable.Range(24000, count).Select(ordinal => Answers.Month(Month.OfOrdinal(ordinal).ToString(), 10, 10))]))).Part("months");

    private static MonthScale Scale(Month first, int count) =>
        new(MonthColumns.Of([first, Month.OfOrdinal(first.Ordinal + count - 1)]), 100, Math.Clamp(count * 120, 440, 890));
}
