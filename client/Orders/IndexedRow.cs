using System.Runtime.CompilerServices;

namespace Orleans.Tx.Client.Orders;

/// <summary>A row cut by a <see cref="FieldIndex"/>.</summary>
/// <param name="bytes">The block that it stands in.</param>
/// <param name="starts">Where its fields begin in the block, and the next row.</param>
internal readonly ref struct IndexedRow(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> starts) : IFieldRow
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private readonly ReadOnlySpan<int> _starts = starts;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Field(int index)
    {
        var (start, next) = (_starts[index], _starts[index + 1]);
        start &= ~FieldIndex.RowMark;
        var end = (next & ~FieldIndex.RowMark) - 1;
        // Only the last field can end with a carriage return that is part of the line break.
        if (next < 0 && end > start && _bytes[end - 1] == '\r')
            end--;
        var field = _bytes[start..end];
        return end > start && field[0] == '"' ? Unquoted(field[1..^1]) : field;
    }

    // Nearly no id, time or amount has quotes within.
    private static ReadOnlySpan<byte> Unquoted(ReadOnlySpan<byte> field)
    {
        if (!field.Contains((byte)'"'))
            return field;

        var single = new List<byte>(field.Length);
        for (var at = 0; at < field.Length; at += field[at] == '"' ? 2 : 1)
            single.Add(field[at]);
        return single.ToArray();
    }
}
