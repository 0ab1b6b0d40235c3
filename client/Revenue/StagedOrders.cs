namespace Orleans.Tx.Client.Revenue;

/// <summary>Some orders that one worker read, of customers of one partition, and the ids that don't fit into their keys.</summary>
internal sealed class StagedOrders
{
    private const int Most = 256;
    private readonly StagedOrder[] _orders = new StagedOrder[Most];
    private byte[] _ids = [];
    private int _idBytes;
    private int _count;

    public ReadOnlySpan<StagedOrder> Orders => _orders.AsSpan(0, _count);

    /// <summary>The long ids, one after the other.</summary>
    public ReadOnlySpan<byte> Ids => _ids.AsSpan(0, _idBytes);

    public bool IsFull => _count == Most;

    /// <summary>Makes room for an order, to be filled in.</summary>
    public ref StagedOrder Next() => ref _orders[_count++];

    public void AddLong(ReadOnlySpan<byte> id)
    {
        if (_ids.Length < _idBytes + id.Length)
            Array.Resize(ref _ids, 2 * (_idBytes + id.Length));
        id.CopyTo(_ids.AsSpan(_idBytes));
        _idBytes += id.Length;
    }

    public void Clear() => (_count, _idBytes) = (0, 0);
}
