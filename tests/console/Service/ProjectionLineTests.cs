using Orleans.Tx.Client.Operating;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Console.Tests.Service;

public sealed class ProjectionLineTests
{
    private static readonly ProjectionStatus CaughtUp = new("shop", 1, 42, 42, null);

    [Fact]
    public void Projection_that_keeps_up_is_at_the_last_batch() => Assert.Equal("batch 42 of 42", ProjectionLine.Of(CaughtUp));

    [Fact]
    public void Projection_that_is_behind_tells_how_far_what_it_does_and_why_not() => Assert.Equal(
        "batch 40 of 42, 12,345 entries and 3 s behind, counting 1,000 of 12,345 entries: the store is full",
        ProjectionLine.Of(CaughtUp with
        {
            Position = 40, EntriesBehind = 12_345, SecondsBehind = 2.6, InBulk = new BulkProgress(1000, 12_345), Message = "the store is full",
        }));
}
