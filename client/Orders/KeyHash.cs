using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Orleans.Tx.Client.Orders;

/// <summary>Hashes byte strings, quickly where they are short as ids are.</summary>
internal static class KeyHash
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static uint Of(ReadOnlySpan<byte> key)
    {
        unchecked
        {
            const ulong Prime = 0x9E3779B97F4A7C15;
            var hash = (ulong)key.Length * Prime;
            for (; key.Length >= sizeof(ulong); key = key[sizeof(ulong)..])
                hash = BitOperations.RotateLeft((hash ^ BinaryPrimitives.ReadUInt64LittleEndian(key)) * Prime, 29);
            ulong tail = 0;
            if (key.Length >= sizeof(uint))
            {
                tail = BinaryPrimitives.ReadUInt32LittleEndian(key) | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(key[^sizeof(uint)..]) << 32);
            }
            else
            {
                foreach (var b in key)
                    tail = (tail << 8) | b;
            }

            hash = (hash ^ tail) * Prime;
            hash = (hash ^ (hash >> 32)) * Prime;
            return (uint)(hash >> 32);
        }
    }
}
