using Orleans.Tx.Grains.Imports;
using static Orleans.Tx.Grains.Tests.Imports.Stored;

namespace Orleans.Tx.Grains.Tests.Imports;

public sealed class ImportPlanningTests
{
    [Fact]
    public void New_files_get_the_next_numbers_and_the_same_content_given_twice_counts_once()
    {
        var plan = ImportPlanning.Of([Import(File("old", 20, 25), 7)], Request(ImportOverlap.Refuse, File("a"), File("b"), File("a")));

        Assert.Equal([8, 9], plan.Opened);
        Assert.Equal([8, 9], plan.New.Select(import => import.Number));
        Assert.Empty(plan.Replaced);
    }

    [Fact]
    public void Content_that_is_there_is_found_whatever_its_file_is_called()
    {
        var plan = ImportPlanning.Of([Import(File("a"))], Request(ImportOverlap.Replace, File("a") with { Name = "copy of a" }));

        Assert.Equal([1], plan.Opened);
        Assert.Empty(plan.New);
    }

    [Fact]
    public void Content_that_was_read_otherwise_is_refused_and_the_message_names_replace()
    {
        var refused = Refused([Import(File("a"))], ImportOverlap.Add, File("a", options: "amount 3"));

        Assert.Contains("as usual; now amount 3", refused, StringComparison.Ordinal);
        Assert.Contains("--replace", refused, StringComparison.Ordinal);
    }

    [Fact]
    public void Content_that_was_read_otherwise_leaves_whole_where_it_is_to_be_replaced()
    {
        var plan = ImportPlanning.Of([Import(File("a"))], Request(ImportOverlap.Replace, File("a", 2, 11, options: "zone Asia/Tokyo")));

        Assert.Equal([1], plan.New[0].Whole);
        Assert.True(plan.New[0].TakesOut);
        Assert.Equal(2, plan.Replaced[1]);
    }

    [Fact]
    public void Overlap_is_refused_and_the_message_names_both_files_and_the_ways_out()
    {
        var refused = Refused([Import(File("a"))], ImportOverlap.Refuse, File("b", 10, 12));

        Assert.StartsWith("b holds orders from 2026-01-10 00:00:00 to 2026-01-12 00:00:00 UTC, which import 1 (a) covers in part", refused, StringComparison.Ordinal);
        Assert.All((string[])["--overlap add", "--replace", "--id-column"], way => Assert.Contains(way, refused, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ImportOverlap.Add, false)]
    [InlineData(ImportOverlap.Replace, true)]
    public void Overlap_that_is_allowed_takes_rows_out_only_to_replace(ImportOverlap overlap, bool takesOut)
    {
        var plan = ImportPlanning.Of([Import(File("a"))], Request(overlap, File("b", 10, 12)));

        Assert.Equal(takesOut, plan.New[0].TakesOut);
        Assert.Equal(takesOut, plan.Replaced.ContainsKey(1));
    }

    [Fact]
    public void Files_that_do_not_overlap_or_have_no_rows_take_nothing_out()
    {
        var plan = ImportPlanning.Of([Import(File("a"))], Request(ImportOverlap.Replace, File("b", 11, 12), File("empty", rows: 0)));

        Assert.All(plan.New, import => Assert.False(import.TakesOut));
    }

    [Fact]
    public void Content_that_was_replaced_in_part_comes_again_only_by_replacing_what_is_left_of_it()
    {
        StoredImport[] stored = [Import(File("a")) with { ReplacedBy = 2, Counts = new ImportCounts(10, 0, 0, 0, 0, Gone: 4, 0) }, Import(File("b", 5, 6), 2)];

        Assert.Contains("replaced in part", Refused(stored, ImportOverlap.Add, File("a")), StringComparison.Ordinal);
        var plan = ImportPlanning.Of(stored, Request(ImportOverlap.Replace, File("a")));
        Assert.Equal([1], plan.New[0].Whole);
        Assert.Equal([1, 2], plan.Replaced.Keys.Order());
    }

    [Fact]
    public void Content_that_was_replaced_whole_is_new_again()
    {
        StoredImport[] stored = [Import(File("a")) with { ReplacedBy = 2, Counts = new ImportCounts(10, 0, 0, 0, 0, Gone: 10, 0) }, Import(File("b", 20, 21), 2)];

        var plan = ImportPlanning.Of(stored, Request(ImportOverlap.Refuse, File("a")));

        Assert.Equal([3], plan.New.Select(import => import.Number));
    }

    private static string Refused(StoredImport[] stored, ImportOverlap overlap, ImportFile file)
    {
        var refused = Assert.Throws<TxException>(() => ImportPlanning.Of(stored, Request(overlap, file)));
        Assert.Equal(TxError.Invalid, refused.Error);
        return refused.Message;
    }
}
