using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Revenue;

namespace Orleans.Tx.Client.Revenue;

/// <summary>
/// Gives customers consecutive numbers from 0 and remembers in which month each was acquired. A customer costs a slot of 16 bytes,
/// and the bytes of an id that is longer than seven.
/// </summary>
internal sealed class CustomerTable
{
    private const int LengthBytes = sizeof(ushort);
    private const int BlockSize = 1 << 17;
    private const ulong HighHalf = 0xFFFFFFFF00000000;

    private readonly List<byte[]> _blocks = [];
    private int _used = BlockSize;
    private Slot[] _slots = new Slot[256];

    public int Count { get; private set; }

    /// <summary>Takes notice of an order; returns the number of its customer.</summary>
    /// <param name="id">The id's bytes, where the key doesn't hold them.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Add(CustomerKey key, ReadOnlySpan<byte> id, Month ordered)
    {
        ref var slot = ref key.IsLong ? ref FindLong(key, id) : ref FindShort(key);
        if (slot.IsFree)
        {
            if (IsFull)
            {
                Enlarge();
                slot = ref key.IsLong ? ref FindLong(key, id) : ref FindShort(key);
            }

            slot = new Slot { Word = key.IsLong ? (key.Word & HighHalf) | Keep(id) : key.Word, NumberFrom1 = ++Count, Cohort = ordered };
        }

        // Memory that is only read need not be written back.
        if (Acquisition.Cohort(slot.Cohort, ordered) is var cohort && cohort != slot.Cohort)
            slot.Cohort = cohort;
        return slot.NumberFrom1 - 1;
    }

    /// <summary>The number of a customer that was added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int NumberOf(CustomerKey key, ReadOnlySpan<byte> id) => (key.IsLong ? ref FindLong(key, id) : ref FindShort(key)).NumberFrom1 - 1;

    /// <summary>Forgets the customers, and keeps the memory for others.</summary>
    public void Clear()
    {
        Array.Clear(_slots);
        _blocks.Clear();
        (_used, Count) = (BlockSize, 0);
    }

    /// <summary>The month in which each customer was acquired, by number.</summary>
    public Month[] Cohorts()
    {
        var cohorts = new Month[Count];
        foreach (ref readonly var slot in _slots.AsSpan())
        {
            if (!slot.IsFree)
                cohorts[slot.NumberFrom1 - 1] = slot.Cohort;
        }

        return cohorts;
    }

    private bool IsFull => Count >= _slots.Length / 4 * 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref Slot FindShort(CustomerKey key)
    {
        var mask = _slots.Length - 1;
        var at = (int)key.Hash & mask;
        while (_slots[at].Word != key.Word && !_slots[at].IsFree)
            at = (at + 1) & mask;
        return ref _slots[at];
    }

    private ref Slot FindLong(CustomerKey key, ReadOnlySpan<byte> id)
    {
        var mask = _slots.Length - 1;
        var at = (int)key.Hash & mask;
        while (!_slots[at].IsFree && !Holds(_slots[at].Word, key, id))
            at = (at + 1) & mask;
        return ref _slots[at];
    }

    private bool Holds(ulong word, CustomerKey key, ReadOnlySpan<byte> id)
    {
        if (((word ^ key.Word) & HighHalf) != 0)
            return false;
        var bytes = At((uint)(word & ~HighHalf));
        return bytes.Slice(LengthBytes, BinaryPrimitives.ReadUInt16LittleEndian(bytes)).SequenceEqual(id);
    }

    private Span<byte> At(uint position) => _blocks[(int)(position / BlockSize)].AsSpan((int)(position % BlockSize));

    private uint Keep(ReadOnlySpan<byte> id)
    {
        if (_used + LengthBytes + id.Length > BlockSize)
        {
            _blocks.Add(GC.AllocateUninitializedArray<byte>(BlockSize));
            _used = 0;
        }

        var position = (uint)(_blocks.Count - 1) * BlockSize + (uint)_used;
        var room = At(position);
        BinaryPrimitives.WriteUInt16LittleEndian(room, (ushort)id.Length);
        id.CopyTo(room[LengthBytes..]);
        _used += LengthBytes + id.Length;
        return position;
    }

    private void Enlarge()
    {
        var before = _slots;
        _slots = new Slot[before.Length * 2];
        var mask = (uint)_slots.Length - 1;
        foreach (ref readonly var slot in before.AsSpan())
        {
            if (slot.IsFree)
                continue;
            var at = CustomerKey.HashOf(slot.Word) & mask;
            while (!_slots[at].IsFree)
                at = (at + 1) & mask;
            _slots[at] = slot;
        }
    }

    private struct Slot
    {
        /// <summary>The key's, which is never 0; of a long id the low half is where its bytes stand.</summary>
        public ulong Word;
        public int NumberFrom1;
        public Month Cohort;

        public readonly bool IsFree => Word == 0;
    }
}
