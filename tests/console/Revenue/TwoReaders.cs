using System.Text.Json;
using Orleans.Tx.Client.Calendar;
using Orleans.Tx.Client.Orders;
using Orleans.Tx.Client.Revenue;
using Orleans.Tx.Domain.Monetary;
using Orleans.Tx.Domain.Revenue;
using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Console.Tests.Revenue;

/// <summary>Both ways in which a log is read: row after row, and in blocks by several workers.</summary>
internal static class TwoReaders
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    public static Task<string> OneByOne(byte[] log) => Told(log, (bad, currencies, revenue, file) =>
        new OrderLog(new ColumnChoice(), Parser(currencies, bad), revenue.Create(), new NoProgress()).Read(file, Cancellation));

    public static Task<string> OnAllCores(byte[] log, int blockSize) => Told(log, (bad, currencies, revenue, file) =>
        new ParallelOrderLog(new ColumnChoice(), part => Parser(currencies, part), bad, revenue, new NoProgress(), workers: 3, blockSize).Read(file, Cancellation));

    private static async Task<string> Told(byte[] log, Func<BadRows, CurrencyTable, RevenueLog, OrderFile, Task> read)
    {
        var (bad, currencies) = (new BadRows(BadRowHandling.Skip), new CurrencyTable(Currency.None));
        var revenue = new RevenueLog(NewDefinition.FirstOrder, TimeZoneInfo.Utc, OrderFilter.None, currencies);
        using (var file = await OrderFile.Open(OrderFile.StandardInput, new MemoryStream(log), Cancellation))
            await read(bad, currencies, revenue, file);
        var answer = RevenueAnswers.From(revenue.Report(), "UTC", bad.Counts, coverage: null);
        return string.Join("\n", bad.First.Select(row => row.ToString()).Prepend(JsonSerializer.Serialize(answer, TxJson.Indented)));
    }

    private static OrderRow Parser(CurrencyTable currencies, BadRows bad) => new(new TimeReader([TimeFormat.Iso], TimeZoneInfo.Utc), currencies, bad);

    private sealed class NoProgress : IReadProgress
    {
        public void Report(OrderFile file, long rows)
        {
        }
    }
}
