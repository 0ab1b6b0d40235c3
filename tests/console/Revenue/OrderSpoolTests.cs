using System.Text;
using Orleans.Tx.Client.Revenue;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Console.Tests.Running;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Revenue;

namespace Orleans.Tx.Console.Tests.Revenue;

public sealed class OrderSpoolTests
{
    private const int Most = 20_000;
    private static readonly Month First = new(2020, 1);

    [Theory]
    [InlineData(0, NewDefinition.FirstMonth)]
    [InlineData(0, NewDefinition.FirstOrder)]
    [InlineData(100_000, NewDefinition.FirstMonth)]
    [InlineData(long.MaxValue, NewDefinition.FirstOrder)]
    public void Orders_come_back_as_they_went_in_from_memory_and_from_the_file(long memory, NewDefinition definition)
    {
        using var folder = new TemporaryFolder();
        using var spool = new OrderSpool(memory, folder.Path);
        var withTicks = definition == NewDefinition.FirstOrder;
        SpooledOrders[] parts = [new(spool, withTicks), new(spool, withTicks)];
        for (var i = 0; i < Most; i++)
        {
            var id = Encoding.UTF8.GetBytes(new string('x', i % 7 * 3));
            parts[i % 2].Add(new CustomerKey(id), id, new FigureKey(First, i % 3), Units(i), ticks: i, isReported: i % 5 > 0);
        }

        var count = new PartitionCounter(definition);
        count.Add(parts);

        var reported = Enumerable.Range(0, Most).Where(i => i % 5 > 0).ToLookup(i => i % 3, Units);
        Assert.Equal(
            reported.OrderBy(units => units.Key).Select(units => units.Aggregate((sum, one) => sum + one)),
            Enumerable.Range(0, 3).Select(currency => count.Sums[First, new FigureKey(First, currency)].Units));
        Assert.Equal([7, 7, 7], Enumerable.Range(0, 3).Select(currency => count.Sums[First, new FigureKey(First, currency)].Customers));
        // Of the first seven orders, each the first of its customer, two are not reported.
        Assert.Equal(withTicks ? 5 : 0, Enumerable.Range(0, 3).Sum(currency => count.Sums.FirstOf(new FigureKey(First, currency)).Orders));
    }

    [Fact]
    public void Partition_that_is_counted_leaves_nothing_behind_for_the_next()
    {
        using var spool = new OrderSpool(long.MaxValue, Path.GetTempPath());
        var count = new PartitionCounter(NewDefinition.FirstMonth);
        foreach (var month in new[] { First, First.Next })
        {
            var orders = new SpooledOrders(spool, withTicks: false);
            orders.Add(new CustomerKey("a long customer"u8), "a long customer"u8, new FigureKey(month, 0), 1, ticks: 0, isReported: true);
            count.Add([orders]);
        }

        Assert.Equal(1, count.Sums[First.Next, new FigureKey(First.Next, 0)].Customers);
        Assert.Equal(0, count.Sums[First, new FigureKey(First.Next, 0)].Customers);
    }

    [Fact]
    public void File_has_no_name_so_that_nothing_is_left_of_it()
    {
        using var folder = new TemporaryFolder();
        using var spool = new OrderSpool(0, folder.Path);

        spool.Write(new byte[100]);

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Folder_that_can_not_be_written_is_named()
    {
        using var folder = new TemporaryFolder();
        using var spool = new OrderSpool(0, Path.Join(folder.Path, "gone"));

        var failure = Assert.Throws<WorkException>(() => spool.Write(new byte[100]));

        Assert.Contains(Path.Join(folder.Path, "gone"), failure.Message, StringComparison.Ordinal);
        Assert.Contains("TMPDIR", failure.Message, StringComparison.Ordinal);
    }

    // Some fit into 64 bits, some don't, some are negative.
    private static Int128 Units(int i) => (i % 4) switch
    {
        0 => i,
        1 => -i,
        2 => (Int128)long.MaxValue * 10 + i,
        _ => (Int128)long.MinValue * 10 - i,
    };
}
