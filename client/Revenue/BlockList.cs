namespace Orleans.Tx.Client.Revenue;

/// <summary>
/// A list that grows by blocks and never moves what it holds: growing costs no copy and no garbage. Blocks are large enough for
/// the collector to leave them where they are.
/// </summary>
internal sealed class BlockList<T> where T : unmanaged
{
    private const int BlockBits = 13;
    private const int BlockSize = 1 << BlockBits;
    private T[][] _blocks = new T[4][];
    private int _blockCount;

    public int Count { get; private set; }

    public ref T this[int index] => ref _blocks[index >> BlockBits][index & (BlockSize - 1)];

    /// <summary>Adds a value and returns its index.</summary>
    public int Add(in T value)
    {
        if (Count == _blockCount << BlockBits)
            AddBlock();
        this[Count] = value;
        return Count++;
    }

    private void AddBlock()
    {
        if (_blockCount == _blocks.Length)
            Array.Resize(ref _blocks, _blockCount * 2);
        _blocks[_blockCount++] = GC.AllocateUninitializedArray<T>(BlockSize);
    }
}
