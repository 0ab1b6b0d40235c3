using System.Threading.Channels;
using Orleans.Tx.Client.Importing;
using Orleans.Tx.Client.Orders;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Monetary;
using Orleans.Tx.Grains.Imports;

namespace Orleans.Tx.Console.Tests.Importing;

public sealed class ChunkBuilderTests
{
    private static readonly DateTime FirstMonday = new(1968, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Rows_of_as_many_weeks_as_a_chunk_may_have_are_one_chunk_in_whatever_order_they_are()
    {
        var random = new Random(1);

        var chunks = await Chunks(Enumerable.Range(0, 50_000).Select(_ => random.Next(ImportChunk.MostWeeks * 7)));

        Assert.Equal(50_000, Assert.Single(chunks).Lines.Length);
    }

    [Fact]
    public async Task Chunk_ends_before_the_weeks_that_it_may_not_have()
    {
        var chunks = await Chunks(Enumerable.Range(0, 2 * ImportChunk.MostWeeks).Select(week => 7 * week + week % 7));

        Assert.Equal(2, chunks.Count);
        Assert.All(chunks, chunk => Assert.Equal(ImportChunk.MostWeeks, chunk.Times.Select(WeekOf).Distinct().Count()));
    }

    private static Week WeekOf(long time) => Week.Of(DateTime.UnixEpoch.AddMicroseconds(time), TimeZoneInfo.Utc);

    private static async Task<List<ImportChunk>> Chunks(IEnumerable<int> days)
    {
        var chunks = Channel.CreateUnbounded<ImportChunk>();
        var builder = new ChunkBuilder(0, keyed: false, new CurrencyTable(Currency.None), chunks.Writer);
        var rows = days.Select((day, place) => new FileRow(place + 1, "c", (FirstMonday.AddDays(day).AddHours(place % 24) - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond, 1m, CurrencyTable.OfBlanks, null)).ToList();
        await builder.Add(rows, rows.Count, TestContext.Current.CancellationToken);
        await builder.End(rows.Count, TestContext.Current.CancellationToken);
        chunks.Writer.Complete();
        return await chunks.Reader.ReadAllAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
    }
}
