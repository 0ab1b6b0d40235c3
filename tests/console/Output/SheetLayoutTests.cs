using FsCheck;
using FsCheck.Fluent;
using Orleans.Tx.Client.Output;

namespace Orleans.Tx.Console.Tests.Output;

public sealed class SheetLayoutTests
{
    private static readonly SheetColumn[] Columns =
    [
        SheetColumn.Text("week", "Week"), SheetColumn.Number("rows", "Rows"), SheetColumn.Number("setAside", "Set aside", rank: 2), SheetColumn.Clipped("file", "File", rank: 1),
        SheetColumn.Number("seldom", "Seldom", rank: 3), SheetColumn.Sentence("message", "Message"),
    ];

    [Theory]
    [InlineData(200, "Week Rows Set aside File Seldom Message", "", "")]
    [InlineData(79, "Week Rows Set aside File Seldom", "Message", "")]
    [InlineData(48, "Week Rows Set aside File Seldom", "Message", "")]
    [InlineData(40, "Week Rows Set aside File", "Message", "Seldom")]
    [InlineData(32, "Week Rows File", "Message", "Set aside Seldom")]
    [InlineData(20, "Week Rows", "Message", "Set aside File Seldom")]
    public void What_has_no_room_goes_below_is_cut_or_left_out_by_its_rank(int width, string shown, string below, string leftOut)
    {
        var layout = new SheetLayout(Columns, [8, 6, 1, 30, 2, 60], width);

        string Titles(IEnumerable<int> columns) => string.Join(' ', columns.Select(index => Columns[index].Title));
        Assert.Equal((shown, below, leftOut), (Titles(Assert.Single(layout.Blocks)), Titles(layout.Below), Titles(layout.LeftOut)));
        Assert.InRange(layout.Left, 0, width);
    }

    [Fact]
    public void No_part_is_wider_than_the_screen_and_no_column_is_lost() => Prop.ForAll(
        Gen.Zip(Gen.ListOf(Gen.Choose(0, 40)), Gen.Choose(20, 200)).ToArbitrary(),
        drawn =>
        {
            var (cells, width) = (drawn.Item1.Append(3).ToList(), drawn.Item2);
            var columns = cells.Select((cell, index) => SheetColumn.Text("c", "C", rank: index == 0 ? 0 : cell % 4)).ToList();
            var layout = new SheetLayout(columns, cells, width);
            int Width(IReadOnlyList<int> block) => block.Sum(index => layout.Widths[index] + SheetLayout.Gap) - SheetLayout.Gap;
            var shown = layout.Blocks.SelectMany(block => block).Distinct().ToList();
            var empty = Enumerable.Range(0, cells.Count).Where(index => cells[index] == 0 && columns[index].Rank > 0);
            return layout.Blocks.All(block => Width(block) <= width || block.Count <= 2)
                && shown.Concat(layout.LeftOut).Concat(empty).Order().SequenceEqual(Enumerable.Range(0, cells.Count));
        }).QuickCheckThrowOnFailure();
}
