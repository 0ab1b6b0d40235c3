namespace Orleans.Tx.Simulator.Transactions;

/// <summary>
/// A stream of chance that belongs to a seed and a key (SplitMix64): the same key gives the same stream on every machine and in any
/// order, which a <see cref="Random"/> shared by all rows could not.
/// </summary>
internal struct Draw
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    private ulong _state;

    public Draw(long seed, DrawPurpose purpose, long key)
    {
        unchecked
        {
            _state = Mix(Mix((ulong)seed + ((ulong)purpose * Step)) ^ (ulong)key);
        }
    }

    /// <summary>A key made of a text (FNV-1a), the same in every process.</summary>
    public static long KeyOf(string text)
    {
        unchecked
        {
            var hash = 0xCBF29CE484222325;
            foreach (var letter in text)
                hash = (hash ^ letter) * 0x100000001B3;
            return (long)hash;
        }
    }

    public ulong NextBits()
    {
        unchecked
        {
            return Mix(_state += Step);
        }
    }

    /// <summary>At least 0, less than 1.</summary>
    public double Next() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>At least 0, less than <paramref name="end"/>.</summary>
    public long NextBelow(long end) => Math.Min((long)(Next() * end), end - 1);

    // A bijection: two keys of one seed and purpose never share their first bits, which ids rely on.
    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
