using System.Text;
using Orleans.Tx.Client.Orders;

namespace Orleans.Tx.Client.Importing;

/// <summary>Collects one worker's rows of a block, and hands them on when it is the block's turn.</summary>
internal sealed class RowSink(BlockTurns turns, ChunkBuilder chunks) : IOrderSink
{
    private readonly List<FileRow> _rows = [];

    public void Add(ReadOnlySpan<byte> customer, DateTime at, Amount amount, int currency, long line, ReadOnlySpan<byte> id) => _rows.Add(new FileRow(
        line, Encoding.UTF8.GetString(customer), (at.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond, amount.ToMoney().Amount, currency,
        id.IsEmpty ? null : Encoding.UTF8.GetString(id)));

    public async Task EndBlock(long number, long lines, CancellationToken cancellation)
    {
        await turns.Await(number, cancellation);
        await chunks.Add(_rows, lines, cancellation);
        turns.End();
        _rows.Clear();
    }
}
