using System.Numerics;
using System.Runtime.CompilerServices;
using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Client.Revenue;

/// <summary>Some of the customers of a partition: a bit for each that there is.</summary>
/// <param name="customers">How many there are; their numbers begin at 0.</param>
internal sealed class CustomerSet(int customers)
{
    private const int Bits = 64;
    private readonly ulong[] _words = new ulong[(customers + Bits - 1) / Bits];

    /// <returns>Whether the customer was not in it yet.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Add(int customer)
    {
        ref var word = ref _words[(uint)customer / Bits];
        var before = word;
        word |= 1ul << customer;
        return word != before;
    }

    public void Add(CustomerSet others)
    {
        for (var word = 0; word < _words.Length; word++)
            _words[word] |= others._words[word];
    }

    /// <summary>Counts them by the month in which each was acquired.</summary>
    /// <param name="cohorts">When each customer was acquired.</param>
    /// <param name="counts">By months after <paramref name="oldest"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void CountByCohort(ReadOnlySpan<Month> cohorts, Month oldest, Span<long> counts)
    {
        for (var word = 0; word < _words.Length; word++)
        {
            for (var rest = _words[word]; rest != 0; rest &= rest - 1)
                counts[cohorts[word * Bits + BitOperations.TrailingZeroCount(rest)].Ordinal - oldest.Ordinal]++;
        }
    }
}
