using Orleans.Tx.Client.Orders;
using Orleans.Tx.Domain.Revenue;

namespace Orleans.Tx.Client.Revenue;

/// <summary>
/// Gathers a log by customer, in any order and from several workers, and then lets the domain decide
/// (<see cref="Acquisition"/>) what each customer counts for in the <see cref="RevenueMatrix"/>.
/// </summary>
internal sealed class RevenueLog(NewDefinition definition, TimeZoneInfo zone, OrderFilter filter, CurrencyTable currencies) : IOrderSinks
{
    // Many more than cores, so that two workers seldom want the same one.
    private const int Partitions = 64;

    private readonly CustomerPartition[] _partitions =
        [.. Enumerable.Range(0, Partitions).Select(_ => new CustomerPartition(definition, filter.CutsTime))];

    private readonly List<StagingSink> _sinks = [];

    public IOrderSink Create()
    {
        var sink = new StagingSink(_partitions, filter, zone);
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
        matrix.Apply(sums.Change(currencies));
        return RevenueReport.From(matrix, definition == NewDefinition.FirstOrder ? sums.FirstOrders(currencies) : null);
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
