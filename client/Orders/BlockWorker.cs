using System.Runtime.CompilerServices;

namespace Orleans.Tx.Client.Orders;

/// <summary>One of several that take the blocks of a log apart at the same time: it has a parser, with sink and clocks, and buffers of its own.</summary>
internal sealed class BlockWorker
{
    private readonly BadRows _bad = new(BadRowHandling.Skip);
    private readonly OrderParser _parser;
    private readonly OrderBlock _block = new();

    public BlockWorker(Func<BadRows, OrderParser> parser) => _parser = parser(_bad);

    /// <summary>Moves to the first row of a log; false where there is none.</summary>
    public async Task<bool> Begin(BlockRows rows, BlockReader blocks, BlockOrder order, CancellationToken cancellation)
    {
        while (await blocks.Read(_block, cancellation))
        {
            rows.Begin(_block);
            while (rows.TryRead())
            {
                if (!rows.Row.IsEmpty)
                    return true;
            }

            await End(order, new BlockOutcome(rows.Lines, 0, null), cancellation);
        }

        return false;
    }

    /// <summary>Takes what is left of the block begun, and then every block that no other worker gets.</summary>
    /// <param name="rows">Stand at the row last read, if any.</param>
    /// <param name="takesLast">That row is data too.</param>
    public async Task Take(BlockRows rows, OrderLayout layout, bool takesLast, BlockReader blocks, BlockOrder order, CancellationToken cancellation)
    {
        await End(order, TakeRest(rows, layout, takesLast), cancellation);
        await Take(rows, layout, blocks, order, cancellation);
    }

    /// <summary>Takes every block that no other worker gets.</summary>
    public async Task Take(BlockRows rows, OrderLayout layout, BlockReader blocks, BlockOrder order, CancellationToken cancellation)
    {
        while (await blocks.Read(_block, cancellation))
        {
            rows.Begin(_block);
            await End(order, TakeRest(rows, layout, takesLast: false), cancellation);
        }
    }

    private Task End(BlockOrder order, BlockOutcome outcome, CancellationToken cancellation)
    {
        order.Add(_block.Number, outcome);
        return _parser.Sink.EndBlock(_block.Number, outcome.Lines, cancellation);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private BlockOutcome TakeRest(BlockRows rows, OrderLayout layout, bool takesLast)
    {
        var columns = layout.Columns;
        var count = takesLast ? TakeUnusual(rows, layout) : 0;
        do
        {
            while (rows.TryReadUsual(columns.Count, out var row))
            {
                count++;
                _parser.Take(layout.File, rows.Line, row, columns);
            }

            if (!rows.TryRead())
                break;
            count += TakeUnusual(rows, layout);
        }
        while (true);

        return new BlockOutcome(rows.Lines, count, TakeBad());
    }

    private int TakeUnusual(BlockRows rows, OrderLayout layout)
    {
        if (rows.Row.IsEmpty)
            return 0;
        _parser.Take(layout.File, rows.Row, layout.Columns);
        return 1;
    }

    private BadRows? TakeBad()
    {
        if (_bad.Total == 0)
            return null;
        var taken = new BadRows(BadRowHandling.Skip);
        taken.Add(_bad, linesBefore: 0);
        _bad.Clear();
        return taken;
    }
}
