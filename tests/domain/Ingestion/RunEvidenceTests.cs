using Orleans.Tx.Domain.Ingestion;

namespace Orleans.Tx.Domain.Tests.Ingestion;

public sealed class RunEvidenceTests
{
    private static readonly WeekCounts Ten = new(Rows: 10, 0, 0, 0, 0);

    [Theory]
    [InlineData(10, true)]
    [InlineData(9, false)]
    [InlineData(11, false)]
    public void Run_matches_that_met_as_many_different_records_as_the_source_tells_of(long total, bool matches) =>
        Assert.Equal(matches, Of(Ten, total).Matches);

    [Fact]
    public void Run_without_a_total_matches_and_tells_what_is_gone()
    {
        Assert.True(Of(Ten, null).Matches);
        Assert.True(Of(Ten, null).TellsWhatIsGone);
    }

    [Fact]
    public void Shifted_page_that_brings_one_record_twice_and_hides_another_does_not_match() =>
        Assert.False(Of(new WeekCounts(Rows: 9, 0, Duplicates: 1, 0, 0, Repeated: 1), 10).Matches);

    [Fact]
    public void Source_that_lists_a_record_twice_matches_once_three_runs_found_the_same()
    {
        var first = new WeekCounts(Rows: 9, 0, Duplicates: 1, 0, 0, Repeated: 1);
        var same = new WeekCounts(Rows: 0, 0, Duplicates: 10, 0, 0, Repeated: 1);

        Assert.True(Of(same, 10, first, same).Matches);
        Assert.False(Of(same, 10, first).Matches);
        Assert.True(Of(same, 10, first).FoundTheSame);
        Assert.False(Of(same, 10).FoundTheSame);
        Assert.False(Of(same, 10, first, first).Matches);
        Assert.False(Of(same, 10, first with { Repeated = 2 }, same).Matches);
        Assert.False(Of(same with { Rows = 1, Duplicates = 9 }, 10, first, same).Matches);
        Assert.False(Of(same with { Restated = 1, Duplicates = 9 }, 10, first, same).Matches);
        Assert.False(Of(same, 11, first, same).Matches);
    }

    [Fact]
    public void Run_that_can_not_read_an_id_tells_nothing_of_what_is_gone() =>
        Assert.False(Of(Ten with { Rows = 9, SetAside = 1, Nameless = 1 }, 10).TellsWhatIsGone);

    [Fact]
    public void Run_during_which_the_total_changed_tells_nothing_of_what_is_gone()
    {
        var run = new RunEvidence(Ten, 10, TotalChanged: true, []);

        Assert.True(run.Matches);
        Assert.False(run.TellsWhatIsGone);
    }

    private static RunEvidence Of(WeekCounts counts, long? total, params WeekCounts[] before) => new(counts, total, TotalChanged: false, before);
}
