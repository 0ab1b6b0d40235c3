using Orleans.Tx.Domain.Ingestion;

namespace Orleans.Tx.Domain.Tests.Ingestion;

public sealed class WeekCountsTests
{
    private static readonly WeekCounts Counts = new(Rows: 1, Restated: 20, Duplicates: 300, SetAside: 4000, Outside: 50000, Filtered: 600000);

    [Fact]
    public void Records_are_all_that_the_pages_held() => Assert.Equal(654321, Counts.Records);

    [Fact]
    public void What_came_more_than_once_counts_once_as_an_id() => Assert.Equal(654314, (Counts with { Repeated = 7 }).Distinct);

    [Fact]
    public void Counts_add_up_each_by_itself() =>
        Assert.Equal(
            new WeekCounts(2, 22, 303, 4004, 50005, 600006, 7, 8), Counts + new WeekCounts(1, 2, 3, 4, 5, 6, Repeated: 7, Nameless: 8));
}
