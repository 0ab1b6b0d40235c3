namespace Orleans.Tx.Client.Orders;

/// <summary>Gives different byte strings consecutive numbers from 0. Their bytes lie in large blocks, so that a key costs no object.</summary>
internal sealed class KeyTable
{
    private const int BlockSize = 1 << 20;
    private readonly List<byte[]> _blocks = [];
    private int _used = BlockSize;
    private Entry[] _entries = new Entry[64];
    private int[] _slots = new int[128];

    public int Count { get; private set; }

    /// <summary>The key's number, a new one where the key is new.</summary>
    public int Add(ReadOnlySpan<byte> key)
    {
        EnsureRoom();
        var hash = KeyHash.Of(key);
        var slot = SlotOf(key, hash);
        if (_slots[slot] == 0)
            _slots[slot] = Append(key, hash);
        return _slots[slot] - 1;
    }

    /// <summary>The key's number, or -1 where it was never added.</summary>
    public int Find(ReadOnlySpan<byte> key) => _slots[SlotOf(key, KeyHash.Of(key))] - 1;

    private int SlotOf(ReadOnlySpan<byte> key, uint hash)
    {
        var mask = _slots.Length - 1;
        for (var slot = (int)(hash & (uint)mask); ; slot = (slot + 1) & mask)
        {
            var number = _slots[slot] - 1;
            if (number < 0 || (_entries[number].Hash == hash && KeyOf(number).SequenceEqual(key)))
                return slot;
        }
    }

    private ReadOnlySpan<byte> KeyOf(int number)
    {
        var entry = _entries[number];
        return _blocks[entry.Block].AsSpan(entry.Offset, entry.Length);
    }

    // Returns the number and one, as slots hold it.
    private int Append(ReadOnlySpan<byte> key, uint hash)
    {
        if (_used + key.Length > BlockSize)
        {
            _blocks.Add(new byte[Math.Max(BlockSize, key.Length)]);
            _used = 0;
        }

        key.CopyTo(_blocks[^1].AsSpan(_used));
        if (Count == _entries.Length)
            Array.Resize(ref _entries, Count * 2);
        _entries[Count++] = new Entry(hash, _blocks.Count - 1, _used, key.Length);
        _used += key.Length;
        return Count;
    }

    // At most half of the slots are taken.
    private void EnsureRoom()
    {
        if (Count * 2 < _slots.Length)
            return;

        _slots = new int[_slots.Length * 2];
        var mask = (uint)_slots.Length - 1;
        for (var number = 0; number < Count; number++)
        {
            var slot = _entries[number].Hash & mask;
            while (_slots[slot] != 0)
                slot = (slot + 1) & mask;
            _slots[slot] = number + 1;
        }
    }

    private readonly record struct Entry(uint Hash, int Block, int Offset, int Length);
}
