using Orleans.Tx.Client.Orders;
using Orleans.Tx.Domain.Revenue;

namespace Orleans.Tx.Client.Revenue;

/// <summary>
/// Answers for a log in two steps: while it is read, its orders are put aside by customer, in any order and from several workers; once it
/// is read, each customer's month of acquisition is known (<see cref="Acquisition"/>) and the orders are added up in the
/// <see cref="RevenueMatrix"/>. docs/decisions/0009-orders-wait-until-it-is-known-who-is-new.md says why.
/// </summary>
internal sealed class RevenueLog : IDisposable
{
    // So many that the customers of one stay in a core's cache, and so few that the places where orders are put aside do too.
    private const int Partitions = 256;
    private const long SpoolMemory = 48 << 20;

    private readonly NewDefinition _definition;
    private readonly TimeZoneInfo _zone;
    private readonly OrderFilter _filter;
    private readonly CurrencyTable _currencies;
    private readonly OrderSpool _spool;
    private readonly List<SpoolSink> _sinks = [];

    /// <param name="spoolMemory">How many bytes of orders wait in memory before others wait in a file.</param>
    public RevenueLog(NewDefinition definition, TimeZoneInfo zone, OrderFilter filter, CurrencyTable currencies, long spoolMemory = SpoolMemory)
    {
        (_definition, _zone, _filter, _currencies) = (definition, zone, filter, currencies);
        _spool = new OrderSpool(spoolMemory, Path.GetTempPath());
    }

    public void Dispose() => _spool.Dispose();

    /// <summary>A sink for one worker.</summary>
    public IOrderSink CreateSink()
    {
        var withTicks = _definition == NewDefinition.FirstOrder;
        var sink = new SpoolSink([.. Enumerable.Range(0, Partitions).Select(_ => new SpooledOrders(_spool, withTicks))], _filter, _zone);
        _sinks.Add(sink);
        return sink;
    }

    /// <summary>The answer, once all workers are done.</summary>
    public RevenueReport Report()
    {
        var sums = Sums();
        var matrix = new RevenueMatrix();
        matrix.Apply(sums.Change(_currencies));
        return RevenueReport.From(matrix, _definition == NewDefinition.FirstOrder ? sums.FirstOrders(_currencies) : null);
    }

    private MatrixSums Sums()
    {
        var sums = new MatrixSums();
        Parallel.For(
            0,
            Partitions,
            () => new PartitionCounter(_definition),
            (partition, _, count) =>
            {
                count.Add([.. _sinks.Select(sink => sink.Partitions[partition])]);
                return count;
            },
            count =>
            {
                lock (sums)
                    sums.Add(count.Sums);
            });
        return sums;
    }
}
