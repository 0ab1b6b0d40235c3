using System.Text;
using Orleans.Tx.Client.Running;

namespace Orleans.Tx.Client.Orders;

/// <summary>Reads the rows of order files into a sink, setting bad ones aside. Several files make one log.</summary>
internal sealed class OrderLog(ColumnChoice choice, OrderRow parser, BadRows bad, IOrderSink sink, IReadProgress progress)
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
            throw new WorkException($"{file.Name} is damaged after line {rows.Line}: {e.Message}", e);
        }
    }

    private async Task Read(OrderFile file, RowReader rows, CancellationToken cancellation)
    {
        rows.Use(choice.Delimiter ?? Detected(file, await rows.PeekLine(cancellation)));
        if (!await ReadFirst(rows, cancellation))
        {
            if (choice.HasHeader)
                throw new UsageException($"{file.Name} is empty; a header that names the columns was expected");
            return;
        }

        var columns = Columns(file, rows);
        if (!choice.HasHeader)
            Take(file, rows, columns);
        do
        {
            while (rows.TryRead())
                Take(file, rows, columns);
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
                if (rows.FieldCount > 0 || rows.Defect != RowDefect.None)
                    return true;
            }

            if (!await rows.Fill(cancellation))
                return false;
        }
    }

    private static Delimiter Detected(OrderFile file, ReadOnlyMemory<byte> line)
    {
        if (line.Span.Trim(" \t\r\n"u8).IsEmpty)
            return Delimiter.Comma;
        return Delimiter.Detect(line.Span) ?? throw new UsageException(
            $"{file.Name}: its first line has a single column; name what separates columns with --delimiter: , ; tab pipe whitespace");
    }

    private OrderColumns Columns(OrderFile file, RowReader rows)
    {
        if (rows.Defect != RowDefect.None)
            throw new UsageException($"{file.Name}: line {rows.Line} should name the columns and is no row: a quote is not closed, or it is too long");
        return new ColumnFinder(file.Name, choice.HasHeader ? Names(rows) : null, rows.FieldCount).Find(choice);
    }

    private static List<string> Names(RowReader rows)
    {
        var names = new List<string>();
        for (var index = 0; index < rows.FieldCount; index++)
            names.Add(Encoding.UTF8.GetString(rows.Field(index)));
        return names;
    }

    private void Take(OrderFile file, RowReader rows, in OrderColumns columns)
    {
        if (rows.Defect == RowDefect.None && rows.FieldCount == 0)
            return;

        Rows++;
        if (rows.Defect == RowDefect.Quotes)
            bad.Add(file.Name, rows.Line, BadReason.BadQuotes, "a quoted field is not closed, or goes on after its closing quote");
        else if (rows.Defect == RowDefect.TooLong)
            bad.Add(file.Name, rows.Line, BadReason.TooLong, $"a row has at most {RowReader.LongestRow} bytes");
        else if (parser.TryRead(file.Name, rows, columns, out var order))
            sink.Add(order);
    }
}
