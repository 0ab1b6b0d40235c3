using System.Runtime.InteropServices;

namespace Orleans.Tx.Client.Revenue;

/// <summary>
/// The beginning of an order as it lies in the spool. Behind it come the upper half of its amount, if it needs one, its time, if times are
/// kept, and its customer's id, if it is long.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly struct SpooledOrder(ulong customer, FigureKey key, long low, bool isWide, bool isReported)
{
    public const int Size = 20;

    /// <summary>The most bytes of an order but for its customer's id.</summary>
    public const int Longest = Size + 2 * sizeof(long);

    private const uint WideMark = 1u << 31;
    private const uint ReportedMark = 1u << 30;

    public readonly ulong Customer = customer;
    private readonly uint _keyAndMarks = key.Packed | (isWide ? WideMark : 0) | (isReported ? ReportedMark : 0);

    /// <summary>The lower half of the amount.</summary>
    public readonly long Low = low;

    public FigureKey Key => new(_keyAndMarks & ~(WideMark | ReportedMark));

    public bool IsWide => (_keyAndMarks & WideMark) != 0;

    public bool IsReported => (_keyAndMarks & ReportedMark) != 0;
}
