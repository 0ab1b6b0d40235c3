using Orleans.Tx.Client.Orders;
using Orleans.Tx.Domain.Revenue;

namespace Orleans.Tx.Client.Revenue;

/// <summary>
/// Reads a log in two steps: while it is read, orders come in any order and from several workers, and all that is remembered of a
/// customer is when it was acquired (<see cref="Acquisition"/>); once it is read, the orders are added up in the
/// <see cref="RevenueMatrix"/>. Decision 0009 says why.
/// </summary>
internal sealed class RevenueLog : IDisposable
{
    // Many more than cores, so that two workers seldom want the same one.
    private const int Partitions = 64;
    private const long SpoolMemory = 32 << 20;

    private readonly NewDefinition _definition;
    private readonly TimeZoneInfo _zone;
    private readonly OrderFilter _filter;
    private readonly CurrencyTable _currencies;
    private readonly OrderSpool _spool;
    private readonly CustomerPartition[] _partitions;
    private readonly List<StagingSink> _sinks = [];

    /// <param name="spoolMemory">How many bytes of orders wait in memory before others wait in a file.</param>
    public RevenueLog(NewDefinition definition, TimeZoneInfo zone, OrderFilter filter, CurrencyTable currencies, long spoolMemory = SpoolMemory)
    {
        (_definition, _zone, _filter, _currencies) = (definition, zone, filter, currencies);
        _spool = new OrderSpool(spoolMemory, Path.GetTempPath());
        _partitions = [.. Enumerable.Range(0, Partitions).Select(_ => new CustomerPartition(definition, _spool))];
    }

    public void Dispose() => _spool.Dispose();

    /// <summary>A sink for one worker.</summary>
    public IOrderSink CreateSink()
    {
        var sink = new StagingSink(_partitions, _filter, _zone);
        _sinks.Add(sink);
        return sink;
    }

    /// <summary>The answer, once all workers are done.</summary>
    public RevenueReport Report()
    {
        foreach (var sink in _sinks)
            sink.Flush();

        var sums = Sums();
        var matrix = new RevenueMatrix();
        matrix.Apply(sums.Change(_currencies));
        return RevenueReport.From(matrix, _definition == NewDefinition.FirstOrder ? sums.FirstOrders(_currencies) : null);
    }

    private MatrixSums Sums()
    {
        var sums = new MatrixSums();
        Parallel.ForEach(
            _partitions,
            () => new MatrixSums(),
            (partition, _, part) =>
            {
                partition.Count(part);
                return part;
            },
            part =>
            {
                lock (sums)
                    sums.Add(part);
            });
        return sums;
    }
}
