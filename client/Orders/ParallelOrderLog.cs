using System.Security.Cryptography;
using Orleans.Tx.Client.Running;

namespace Orleans.Tx.Client.Orders;

/// <summary>
/// Reads the rows of order files on several cores into a sink for each, in no order, setting bad ones aside in the order of the
/// log. Memory is bounded by the number of workers, whatever the size of a file.
/// </summary>
internal sealed class ParallelOrderLog
{
    private readonly ColumnChoice _choice;
    private readonly BadRows _bad;
    private readonly IReadProgress _progress;
    private readonly int _blockSize;
    private readonly BlockWorker[] _workers;
    private long _rows;

    /// <param name="parser">Makes a parser, with a sink, that sets bad rows aside there; each worker has its own.</param>
    public ParallelOrderLog(
        ColumnChoice choice, Func<BadRows, OrderParser> parser, BadRows bad, IReadProgress progress, int workers,
        int blockSize = BlockReader.UsualSize)
    {
        (_choice, _bad, _progress, _blockSize) = (choice, bad, progress, blockSize);
        _workers = [.. Enumerable.Range(0, workers).Select(_ => new BlockWorker(parser))];
    }

    /// <param name="hash">Is given the text as it is read, in its order; null where nobody wants to know.</param>
    /// <exception cref="UsageException">The columns can't be found.</exception>
    /// <exception cref="WorkException">The file is damaged.</exception>
    public async Task<FileExtent> Read(OrderFile file, IncrementalHash? hash, CancellationToken cancellation)
    {
        using var blocks = new BlockReader(file.Content, _blockSize, hash);
        var order = new BlockOrder(file, _bad, _progress, _rows);
        try
        {
            var rowsBefore = _rows;
            var layout = await Read(file, blocks, order, cancellation);
            _rows = order.Rows;
            return new FileExtent(layout, order.Lines, _rows - rowsBefore);
        }
        catch (InvalidDataException e)
        {
            throw new WorkException($"{file.Name} is damaged after line {order.Lines}: {e.Message}", e);
        }
    }

    private async Task<OrderLayout?> Read(OrderFile file, BlockReader blocks, BlockOrder order, CancellationToken cancellation)
    {
        var delimiter = LogHeader.Delimiter(file.Name, _choice, (await blocks.PeekLine(cancellation)).Span);
        blocks.Use(delimiter);
        var first = new BlockRows(delimiter);
        if (!await _workers[0].Begin(first, blocks, order, cancellation))
        {
            LogHeader.RefuseEmpty(file.Name, _choice);
            return null;
        }

        var layout = new OrderLayout(file.Name, delimiter, LogHeader.Columns(file.Name, _choice, first.Row));
        using var all = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await WhenAllOrFirstFailure(
            [
                Task.Run(() => _workers[0].Take(first, layout, !_choice.HasHeader, blocks, order, all.Token), cancellation),
                .. _workers.Skip(1).Select(worker => Task.Run(() => worker.Take(new BlockRows(delimiter), layout, blocks, order, all.Token), cancellation)),
            ],
            all);
        return layout;
    }

    // A worker that fails ends the others; what they say of their end is not news.
    private static async Task WhenAllOrFirstFailure(List<Task> tasks, CancellationTokenSource all)
    {
        Task? failed = null;
        while (tasks.Count > 0)
        {
            var done = await Task.WhenAny(tasks);
            tasks.Remove(done);
            if (done.IsCompletedSuccessfully || failed is not null)
                continue;
            failed = done;
            if (done.Exception?.InnerException is not InvalidDataException)
                await all.CancelAsync();
        }

        await (failed ?? Task.CompletedTask);
    }
}
