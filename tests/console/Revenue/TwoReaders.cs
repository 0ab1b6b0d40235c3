using System.Text.Json;
using Orleans.Tx.Client.Calendar;
using Orleans.Tx.Client.Orders;
using Orleans.Tx.Client.Revenue;
using Orleans.Tx.Domain.Monetary;
using Orleans.Tx.Domain.Revenue;
using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Console.Tests.Revenue;

/// <summary>The same log read in different ways.</summary>
internal static class TwoReaders
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    /// <summary>All in one block, and all orders kept in memory.</summary>
    public static Task<string> AtOnce(byte[] log) => Told(log, workers: 1, BlockReader.LongestRow, spoolMemory: 1 << 20);

    /// <summary>In blocks by several workers, and the orders kept in a file.</summary>
    public static Task<string> InBlocks(byte[] log, int blockSize) => Told(log, workers: 3, blockSize, spoolMemory: 0);

    private static async Task<string> Told(byte[] log, int workers, int blockSize, long spoolMemory)
    {
        var (bad, currencies) = (new BadRows(BadRowHandling.Skip), new CurrencyTable(Currency.None));
        using var revenue = new RevenueLog(NewDefinition.FirstOrder, TimeZoneInfo.Utc, OrderFilter.None, currencies, spoolMemory);
        OrderParser Parser(BadRows part) => new(new TimeReader([TimeFormat.Iso], TimeZoneInfo.Utc), currencies, part, revenue.CreateSink());
        using (var file = await OrderFile.Open(OrderFile.StandardInput, new MemoryStream(log), Cancellation))
            await new ParallelOrderLog(new ColumnChoice(), Parser, bad, new NoProgress(), workers, blockSize).Read(file, hash: null, Cancellation);
        var answer = RevenueAnswers.From(revenue.Report(), "UTC", bad.Counts, coverage: null);
        return string.Join("\n", bad.First.Select(row => row.ToString()).Prepend(JsonSerializer.Serialize(answer, TxJson.Indented)));
    }

    private sealed class NoProgress : IReadProgress
    {
        public void Report(OrderFile file, long rows)
        {
        }
    }
}
