using System.Runtime.CompilerServices;

namespace Orleans.Tx.Client.Orders;

/// <summary>Blanks and tabs around fields, which most fields don't have.</summary>
internal static class Blanks
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) =>
        text.IsEmpty || (text[0] > ' ' && text[^1] > ' ') ? text : text.Trim(" \t"u8);
}
