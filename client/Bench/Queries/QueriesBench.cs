using System.Globalization;
using Orleans.Tx.Client.Running;
using Orleans.Tx.Client.Server;
using Orleans.Tx.Gateway.Queries;
using Orleans.Tx.Grains.Queries;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Client.Bench.Queries;

/// <summary>Asks a service whose store has a made-up log, by its grains and by its gateway, and its database where that can tell the same.</summary>
internal sealed class QueriesBench(BenchServer server, int rows, int seed, TimeProvider time)
{
    public const string Source = "bench";

    public const int Years = 5;

    private const string Bench = "queries";
    private const int Often = 200;
    private const int Seldom = 3;

    // In the middle of the years: with customers old and new.
    private const string Month = "2020-07";

    private readonly Random _random = new(seed);

    private IGrainFactory Grains => server.Service.Service<IGrainFactory>();

    /// <summary>Months of all orders: the grain that holds the matrix beside SQL over all rows.</summary>
    public async Task<IReadOnlyList<BenchRow>> Months(CancellationToken cancellation)
    {
        using var gateway = new TxServer(server.Service.Address);
        var sql = await Median(Seldom, () => server.Database.Months(Source, cancellation));
        var told = await Grains.GetGrain<IRevenueGrain>(Source).Report(new RevenueQuery(null));
        await RequireSame(told, cancellation);
        var grain = await Median(Often, () => Grains.GetGrain<IRevenueGrain>(Source).Report(new RevenueQuery(null)));
        var http = await Median(Often, () => gateway.Months(new QueryBody(Source), cancellation));
        return
        [
            Figure("months", "sql", sql, "ms"),
            Figure("months", "grain", grain, "ms", "sql", sql / grain),
            Figure("months", "gateway", http, "ms", "sql", sql / http),
        ];
    }

    /// <summary>All transactions of one customer, a different one each time.</summary>
    public async Task<IReadOnlyList<BenchRow>> Customers(CancellationToken cancellation)
    {
        using var gateway = new TxServer(server.Service.Address);
        await Transactions();
        var grain = await Median(Often, Transactions);
        var http = await Median(Often, () => Lines(gateway, "transactions", new QueryBody(Source, Customer: [Customer()]), cancellation));
        return [Figure("a customer's transactions", "grain", grain, "ms"), Figure("a customer's transactions", "gateway", http, "ms")];

        async Task<long> Transactions()
        {
            var count = 0L;
            var question = new TransactionQuestion(new OrderFilter(Customers: [Customer()]));
            await foreach (var chunk in Streaming().Transactions(question, cancellation))
                count += chunk.Rows.Length;
            return count;
        }
    }

    /// <summary>The customers of one month, each with revenue and what of it is new.</summary>
    public async Task<IReadOnlyList<BenchRow>> Groups(CancellationToken cancellation)
    {
        using var gateway = new TxServer(server.Service.Address);
        var groups = await Count();
        var grain = await Median(Seldom, Count);
        var http = await Median(Seldom, () => Lines(gateway, "groups", new QueryBody(Source, By: "customer", From: Month, To: Month), cancellation));
        var what = string.Create(CultureInfo.InvariantCulture, $"{groups} customers of a month");
        return [Figure(what, "grain", groups / grain * 1000, "rows/s"), Figure(what, "gateway", groups / http * 1000, "rows/s")];

        async Task<long> Count()
        {
            var count = 0L;
            await foreach (var chunk in Streaming().Groups(new GroupQuestion("customer", new OrderFilter(Month, Month)), cancellation))
                count += chunk.Rows.Length;
            return count;
        }
    }

    private IQueryGrain Streaming() => Grains.GetGrain<IQueryGrain>(string.Create(CultureInfo.InvariantCulture, $"{Source}/{_random.NextInt64()}"));

    private string Customer() => (1 + _random.Next(Math.Max(1, rows / BenchFile.RowsPerCustomer))).ToString(CultureInfo.InvariantCulture);

    private static async Task<long> Lines(TxServer gateway, string what, QueryBody question, CancellationToken cancellation)
    {
        using var answer = await gateway.Rows(what, question, RowStream.JsonLines, cancellation);
        var count = 0L;
        await foreach (var _ in answer.Lines(cancellation))
            count++;
        return count;
    }

    private async Task RequireSame(RevenueAnswer told, CancellationToken cancellation)
    {
        var expected = (await server.Database.Months(Source, cancellation)).Select(month => ($"{month.Month:yyyy-MM}", month.Revenue, month.NewRevenue));
        var months = told.Currencies.SelectMany(block => block.Months!.Value).Select(month => (month.Month, month.Revenue, month.NewRevenue));
        if (!expected.SequenceEqual(months))
            throw new WorkException("the grain and SQL don't agree");
    }

    private async Task<double> Median<T>(int times, Func<Task<T>> ask)
    {
        var took = new List<double>();
        for (var round = 0; round < times; round++)
        {
            var started = time.GetTimestamp();
            await ask();
            took.Add(time.GetElapsedTime(started).TotalMilliseconds);
        }

        return BenchRows.Median(took);
    }

    private static BenchRow Figure(string what, string who, double value, string unit, string? versus = null, double? ratio = null) =>
        new(Bench, what, who, value, unit, versus, ratio);
}
