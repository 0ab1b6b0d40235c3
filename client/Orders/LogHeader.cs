using System.Text;
using Orleans.Tx.Client.Running;

namespace Orleans.Tx.Client.Orders;

/// <summary>What a log's first line says of the others: what separates columns, and which columns there are.</summary>
internal static class LogHeader
{
    /// <exception cref="UsageException">The line has one column only.</exception>
    public static Delimiter Delimiter(string file, ColumnChoice choice, ReadOnlySpan<byte> firstLine)
    {
        if (choice.Delimiter is { } chosen)
            return chosen;
        if (firstLine is [.. var line, _] && line.Contains((byte)'\r') && !line.Contains((byte)'"'))
            throw new UsageException($"{file}: its lines end with carriage returns alone; convert them to line feeds, such as with tr '\\r' '\\n'");
        if (firstLine.Trim(" \t\r\n"u8).IsEmpty)
            return Orders.Delimiter.Comma;
        return Orders.Delimiter.Detect(firstLine) ?? throw new UsageException(
            $"{file}: its first line has a single column; name what separates columns with --delimiter: , ; tab pipe whitespace");
    }

    /// <param name="first">The first row, the header where there is one.</param>
    /// <exception cref="UsageException">The columns can't be found.</exception>
    public static OrderColumns Columns(string file, ColumnChoice choice, Row first)
    {
        if (first.Defect != RowDefect.None)
            throw new UsageException($"{file}: line {first.Line} should name the columns and is no row: a quote is not closed, or it is too long");
        return new ColumnFinder(file, choice.HasHeader ? Names(first) : null, first.FieldCount).Find(choice);
    }

    /// <exception cref="UsageException">A header was expected.</exception>
    public static void RefuseEmpty(string file, ColumnChoice choice)
    {
        if (choice.HasHeader)
            throw new UsageException($"{file} is empty; a header that names the columns was expected");
    }

    private static List<string> Names(Row row)
    {
        var names = new List<string>();
        for (var index = 0; index < row.FieldCount; index++)
            names.Add(Encoding.UTF8.GetString(row.Field(index)));
        return names;
    }
}
