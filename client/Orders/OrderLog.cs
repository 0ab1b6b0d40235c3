using Orleans.Tx.Client.Running;

namespace Orleans.Tx.Client.Orders;

/// <summary>
/// Reads the rows of order files into a sink one after the other, in their order, setting bad ones aside. Several files make one
/// log. Where the order does not matter, <see cref="ParallelOrderLog"/> gives the same on all cores.
/// </summary>
internal sealed class OrderLog(ColumnChoice choice, OrderRow parser, IOrderSink sink, IReadProgress progress)
{
    /// <summary>How many rows were read, bad ones included.</summary>
    public long Rows { get; private set; }

    /// <exception cref="UsageException">The columns can't be found.</exception>
    /// <exception cref="WorkException">The file is damaged.</exception>
    public async Task Read(OrderFile file, CancellationToken cancellation)
    {
        using var rows = new RowReader(file.Content);
        try
        {
            await Read(file, rows, cancellation);
        }
        catch (InvalidDataException e)
        {
            throw new WorkException($"{file.Name} is damaged after line {rows.Row.Line}: {e.Message}", e);
        }
    }

    private async Task Read(OrderFile file, RowReader rows, CancellationToken cancellation)
    {
        rows.Use(LogHeader.Delimiter(file.Name, choice, (await rows.PeekLine(cancellation)).Span));
        if (!await ReadFirst(rows, cancellation))
        {
            LogHeader.RefuseEmpty(file.Name, choice);
            return;
        }

        var columns = LogHeader.Columns(file.Name, choice, rows.Row);
        if (!choice.HasHeader)
            Take(file, rows.Row, columns);
        do
        {
            while (rows.TryRead())
                Take(file, rows.Row, columns);
            progress.Report(file, Rows);
        }
        while (await rows.Fill(cancellation));
    }

    private static async ValueTask<bool> ReadFirst(RowReader rows, CancellationToken cancellation)
    {
        while (true)
        {
            while (rows.TryRead())
            {
                if (!rows.Row.IsEmpty)
                    return true;
            }

            if (!await rows.Fill(cancellation))
                return false;
        }
    }

    private void Take(OrderFile file, Row row, in OrderColumns columns)
    {
        if (row.IsEmpty)
            return;

        Rows++;
        if (parser.TryRead(file.Name, row, columns, out var order))
            sink.Add(order);
    }
}
