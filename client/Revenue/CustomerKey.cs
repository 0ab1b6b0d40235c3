using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Orleans.Tx.Client.Orders;

namespace Orleans.Tx.Client.Revenue;

/// <summary>A customer's id in eight bytes: a short id itself, with its length; of a longer one its hash and its length.</summary>
internal readonly record struct CustomerKey
{
    /// <summary>Hashes are smaller than two to the power of this.</summary>
    public const int HashBits = 31;

    private const int LongestShort = 7;
    private const int LengthShift = 56;
    private const int HashShift = 32;
    private const uint HashMask = (1u << HashBits) - 1;
    private const ulong LongMark = 1ul << 63;

    public CustomerKey(ReadOnlySpan<byte> id) : this(
        id.Length <= LongestShort ? Short(id) : LongMark | ((ulong)(KeyHash.Of(id) & HashMask) << HashShift) | (uint)id.Length)
    {
    }

    private CustomerKey(ulong word)
    {
        Word = word;
        Hash = HashOf(word);
    }

    public ulong Word { get; }

    public uint Hash { get; }

    /// <summary>The id itself stands elsewhere.</summary>
    public bool IsLong => (Word & LongMark) != 0;

    /// <summary>How many bytes a long id has.</summary>
    public int LongLength => (int)(Word & uint.MaxValue);

    /// <summary>The key that has this word.</summary>
    public static CustomerKey OfWord(ulong word) => new(word);

    /// <summary>The hash of a word, which the length of a long id plays no part in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint HashOf(ulong word)
    {
        if ((word & LongMark) != 0)
            return (uint)(word >> HashShift) & HashMask;
        unchecked
        {
            var hash = (word ^ (word >> 29)) * 0x9E3779B97F4A7C15;
            hash = (hash ^ (hash >> 32)) * 0xBF58476D1CE4E5B9;
            return (uint)(hash >> (64 - HashBits));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Short(ReadOnlySpan<byte> id)
    {
        // One more than the length, so that no word is 0.
        var word = (ulong)(id.Length + 1) << LengthShift;
        if (id.Length >= sizeof(uint))
        {
            // The two reads overlap, and agree where they do.
            var rest = id.Length - sizeof(uint);
            return word | BinaryPrimitives.ReadUInt32LittleEndian(id) | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(id[rest..]) << (8 * rest));
        }

        for (var i = 0; i < id.Length; i++)
            word |= (ulong)id[i] << (8 * i);
        return word;
    }
}
