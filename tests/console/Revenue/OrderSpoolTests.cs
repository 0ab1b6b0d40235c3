using Orleans.Tx.Client.Revenue;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Console.Tests.Running;
using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Console.Tests.Revenue;

public sealed class OrderSpoolTests
{
    private const int Most = 20_000;
    private static readonly Month First = new(2020, 1);

    [Theory]
    [InlineData(0, false)]
    [InlineData(0, true)]
    [InlineData(100_000, false)]
    [InlineData(long.MaxValue, true)]
    public void Orders_come_back_as_they_went_in_from_memory_and_from_the_file(long memory, bool withTicks)
    {
        using var folder = new TemporaryFolder();
        using var spool = new OrderSpool(memory, folder.Path);
        var orders = new SpooledOrders(spool, withTicks);
        for (var i = 0; i < Most; i++)
            orders.Add(i % 7, new FigureKey(First, i % 3), Units(i), ticks: i);

        var firstTicks = new BlockList<long>();
        for (var customer = 0; customer < 7; customer++)
            firstTicks.Add(customer + 7 * 100);
        var count = new PartitionCount([.. Enumerable.Repeat(First, 7)], withTicks ? firstTicks : null);
        orders.ForEach(count);
        var sums = new MatrixSums();
        count.AddTo(sums);

        var expected = Enumerable.Range(0, 3).Select(currency => Enumerable.Range(0, Most).Where(i => i % 3 == currency).Select(Units).Aggregate((sum, units) => sum + units));
        Assert.Equal(expected, Enumerable.Range(0, 3).Select(currency => sums[First, new FigureKey(First, currency)].Units));
        Assert.Equal(withTicks ? 7 : 0, Enumerable.Range(0, 3).Sum(currency => sums.FirstOf(new FigureKey(First, currency)).Orders));
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
