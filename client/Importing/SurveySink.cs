using Orleans.Tx.Client.Orders;

namespace Orleans.Tx.Client.Importing;

/// <summary>What one worker meets of a file's rows: how many, and from when to when.</summary>
internal sealed class SurveySink : IOrderSink
{
    public long Rows { get; private set; }

    public DateTime First { get; private set; } = DateTime.MaxValue;

    public DateTime Last { get; private set; } = DateTime.MinValue;

    public void Add(ReadOnlySpan<byte> customer, DateTime at, Amount amount, int currency, long line, ReadOnlySpan<byte> id)
    {
        Rows++;
        First = at < First ? at : First;
        Last = at > Last ? at : Last;
    }
}
