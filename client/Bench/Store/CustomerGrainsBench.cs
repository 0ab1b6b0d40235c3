using Orleans.Tx.Client.Server;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Domain.Monetary;
using Orleans.Tx.Domain.Paging;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Client.Bench.Store;

/// <summary>
/// How many rows a second go through the customers' grains into ledgers and matrix: batches as a pull stores them, no more of them
/// waiting than the projection takes this way.
/// </summary>
internal static class CustomerGrainsBench
{
    private const string Source = "bench-grains";
    private const int Rounds = 5;
    private const int BatchesARound = 25;
    private const int RowsABatch = 1000;
    private const int Customers = 20_000;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(5);

    /// <returns>Rows a second of projecting alone, one figure for each round.</returns>
    public static Task<IReadOnlyList<double>> Run(LocalServer server, TimeProvider time, CancellationToken cancellation) =>
        Run(server.Service<IGrainFactory>(), server.Service<IWeekStore>(), server.Service<ITransactionLog>(), time, cancellation);

    /// <inheritdoc cref="Run(LocalServer, TimeProvider, CancellationToken)"/>
    public static async Task<IReadOnlyList<double>> Run(
        IGrainFactory grains, IWeekStore weeks, ITransactionLog log, TimeProvider time, CancellationToken cancellation)
    {
        var week = Week.Parse("2026-W01");
        await weeks.Queue(Source, [week], cancellation);
        var stored = await weeks.Begin(Source, week, "bench", cancellation) ?? throw new InvalidOperationException("the bench's own week is not queued");
        var projection = grains.GetGrain<IProjectionGrain>(Source);
        var (random, figures) = (new Random(1), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            for (var batch = 0; batch < BatchesARound; batch++)
                stored = await log.Append(Batch(stored, random), cancellation);
            var started = time.GetTimestamp();
            await projection.Advance();
            while (await projection.Status() is var status && status.Position < status.LastBatch)
            {
                await Task.Delay(LookEvery, time, cancellation);
                await projection.Advance();
            }

            figures.Add(BatchesARound * RowsABatch / time.GetElapsedTime(started).TotalSeconds);
        }

        return figures;
    }

    private static PageBatch Batch(StoredWeek week, Random random)
    {
        var first = week.Cursor.Page * RowsABatch;
        var rows = Enumerable.Range(0, RowsABatch).Select(row => new Transaction(
            $"{first + row}", $"customer-{random.Next(Customers)}", week.Week.StartIn(TimeZoneInfo.Utc).AddSeconds(random.Next(7 * 86_400)),
            Money.OfSum(random.Next(15_000) / 100m), Currency.Parse("EUR")));
        return new PageBatch(
            Source, week.Week, week.Run, week.Cursor, [new PageAnswer.Fetched(new PageFacts(RowsABatch, null, null), [.. rows], [], 0)], null, 1, 0);
    }
}
