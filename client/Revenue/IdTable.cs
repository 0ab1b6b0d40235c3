using System.Buffers.Binary;

namespace Orleans.Tx.Client.Revenue;

/// <summary>
/// Gives different ids consecutive numbers from 0, as <see cref="Orders.KeyTable"/> does, in less room: beside its bytes an id costs
/// twelve, with a number that is kept for it.
/// </summary>
internal sealed class IdTable
{
    private const int LengthBytes = sizeof(ushort);
    private const int BlockSize = 1 << 17;
    private readonly List<byte[]> _blocks = [];
    private readonly BlockList<Entry> _entries = new();
    private int[] _slots = new int[256];
    private int _used = BlockSize;

    public int Count => _entries.Count;

    /// <summary>The id's number, a new one where the id is new.</summary>
    public int Add(ReadOnlySpan<byte> id, uint hash)
    {
        // At most three of four slots are taken.
        if (Count >= _slots.Length / 4 * 3)
            Enlarge();

        var mask = _slots.Length - 1;
        for (var slot = (int)(hash & (uint)mask); ; slot = (slot + 1) & mask)
        {
            var number = _slots[slot] - 1;
            if (number < 0)
                return Append(slot, id, hash);
            if (_entries[number].Hash == hash && IdOf(number).SequenceEqual(id))
                return number;
        }
    }

    /// <summary>Probably the id's number, by its hash alone; -1 where it is new.</summary>
    public int Guess(uint hash) => _slots[hash & (uint)(_slots.Length - 1)] - 1;

    /// <summary>What is kept with an id; 0 at first.</summary>
    public ref int Value(int number) => ref _entries[number].Value;

    /// <summary>Reads the place of an id, so that the core has it near when it is wanted.</summary>
    public int Touch(int number)
    {
        var at = (uint)_entries[number].At;
        return _blocks[(int)(at / BlockSize)][at % BlockSize];
    }

    private ReadOnlySpan<byte> IdOf(int number)
    {
        var at = _entries[number].At;
        var bytes = _blocks[at / BlockSize].AsSpan(at % BlockSize);
        return bytes.Slice(LengthBytes, BinaryPrimitives.ReadUInt16LittleEndian(bytes));
    }

    private int Append(int slot, ReadOnlySpan<byte> id, uint hash)
    {
        if (_used + LengthBytes + id.Length > BlockSize)
        {
            _blocks.Add(GC.AllocateUninitializedArray<byte>(BlockSize));
            _used = 0;
        }

        var room = _blocks[^1].AsSpan(_used);
        BinaryPrimitives.WriteUInt16LittleEndian(room, (ushort)id.Length);
        id.CopyTo(room[LengthBytes..]);
        var number = _entries.Add(new Entry { Hash = hash, At = (_blocks.Count - 1) * BlockSize + _used });
        _used += LengthBytes + id.Length;
        _slots[slot] = number + 1;
        return number;
    }

    private void Enlarge()
    {
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

    private struct Entry
    {
        public uint Hash;
        public int At;
        public int Value;
    }
}
