using Orleans.Tx.Domain.Ingestion;

namespace Orleans.Tx.Domain.Tests.Ingestion;

public sealed class RemovalTests
{
    private const double OnePercent = 0.01;

    private static readonly UnseenRows Some = new(Stored: 1000, Unseen: 10, Twice: 4);

    [Fact]
    public void What_a_run_that_met_the_total_did_not_see_leaves() =>
        Assert.Equal(new Removal(10, OnlyTwice: false, NeedsPerson: false), Removal.Of(Met(990, total: 990), Some, OnePercent));

    [Fact]
    public void Without_a_total_only_what_two_runs_did_not_see_leaves() =>
        Assert.Equal(new Removal(4, OnlyTwice: true, NeedsPerson: false), Removal.Of(Met(990, total: null), Some, OnePercent));

    [Theory]
    [InlineData(989)]
    [InlineData(991)]
    public void A_run_that_does_not_match_its_total_lets_nothing_go(long total) =>
        Assert.Equal(0, Removal.Of(Met(990, total), Some, OnePercent).Rows);

    [Fact]
    public void A_record_without_a_readable_id_lets_nothing_go()
    {
        var run = new RunEvidence(new WeekCounts(0, 0, 989, SetAside: 1, 0, Nameless: 1), 990, TotalChanged: false, []);

        Assert.Equal(0, Removal.Of(run, Some, OnePercent).Rows);
    }

    [Theory]
    [InlineData(10, false)]
    [InlineData(11, true)]
    public void More_than_the_share_waits_for_a_person(long unseen, bool waits) =>
        Assert.Equal(waits, Removal.Of(Met(989, 989), Some with { Unseen = unseen }, OnePercent).NeedsPerson);

    [Theory]
    [InlineData(0L)]
    [InlineData(null)]
    public void An_empty_answer_lets_nothing_go_unasked_whatever_the_share(long? total) =>
        Assert.Equal(new Removal(5, total is null, NeedsPerson: true), Removal.Of(Met(0, total), new UnseenRows(5, 5, 5), most: 1));

    [Fact]
    public void Nothing_unseen_is_nothing_to_ask_for() =>
        Assert.Equal(new Removal(0, OnlyTwice: false, NeedsPerson: false), Removal.Of(Met(0, 0), default, OnePercent));

    private static RunEvidence Met(long records, long? total) => new(new WeekCounts(0, 0, records, 0, 0), total, TotalChanged: false, []);
}
