using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Orleans.Tx.Domain.Revenue;

namespace Orleans.Tx.Client.Revenue;

/// <summary>
/// The customers whose ids hash alike, and what is remembered of each: the chain of figures, and where the question needs them
/// the reported part of it, the first timestamp and the figures at that.
/// </summary>
internal sealed class CustomerPartition(NewDefinition definition, bool cutsTime)
{
    // As many as cores can fetch at the same time, and few enough to stay near.
    private const int Together = 64;
    private const int MostSteps = 12;

    private readonly Lock _lock = new();
    private readonly IdTable _ids = new();
    private readonly FigureChains _chains = new();
    private readonly BlockList<int> _reported = new();
    private readonly BlockList<FirstOrder> _first = new();
    private int _customers;

    /// <summary>Adds staged orders, whoever staged them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<byte> staged)
    {
        lock (_lock)
        {
            while (!staged.IsEmpty)
            {
                var length = FetchTogether(staged);
                for (var at = 0; at < length;)
                {
                    ref readonly var order = ref MemoryMarshal.AsRef<StagedOrder>(staged[at..]);
                    at += Unsafe.SizeOf<StagedOrder>();
                    Add(staged.Slice(at, order.IdLength), order);
                    at += order.IdLength;
                }

                staged = staged[length..];
            }
        }
    }

    /// <summary>Counts every customer, by the domain's rule.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Count(MatrixSums sums)
    {
        var (all, part) = (new Figure[16], new Figure[16]);
        for (var number = 0; number < _ids.Count; number++)
        {
            var history = _chains.Of(_ids.Value(number), ref all);
            var reported = cutsTime ? _chains.Of(_reported[number], ref part) : history;
            Acquisition.Count<Figure, int, MatrixSums.Count>(history, reported, new MatrixSums.Count(sums));
            if (definition == NewDefinition.FirstOrder)
                sums.AddFirst(_chains.Of(_first[number].Figures, ref part));
        }
    }

    // Reads that don't wait for each other, so that the core makes them at the same time. Returns the bytes of the orders read.
    private int FetchTogether(ReadOnlySpan<byte> staged)
    {
        Span<int> numbers = stackalloc int[Together];
        Span<uint> keys = stackalloc uint[Together];
        var (count, at) = (0, 0);
        for (; count < Together && at < staged.Length; count++)
        {
            ref readonly var order = ref MemoryMarshal.AsRef<StagedOrder>(staged[at..]);
            (numbers[count], keys[count]) = (_ids.Guess(order.Hash), order.Key);
            at += Unsafe.SizeOf<StagedOrder>() + order.IdLength;
        }

        Fetch(numbers[..count], keys);
        return at;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fetch(Span<int> numbers, ReadOnlySpan<uint> keys)
    {
        var touched = 0;
        foreach (ref var number in numbers)
        {
            var first = number < 0 ? FigureChains.None : _ids.Value(number);
            touched |= number < 0 ? 0 : _ids.Touch(number);
            number = first;
        }

        for (var (step, more) = (0, touched >= 0); more && step < MostSteps; step++)
        {
            more = false;
            for (var i = 0; i < numbers.Length; i++)
            {
                numbers[i] = _chains.Touch(numbers[i], keys[i]);
                more |= numbers[i] != FigureChains.None;
            }
        }
    }

    private void Add(ReadOnlySpan<byte> id, in StagedOrder order)
    {
        var number = _ids.Add(id, order.Hash);
        if (number == _customers)
            Append();

        var key = new FigureKey(order.Key);
        _chains.Add(ref _ids.Value(number), key, order.Units);
        if (cutsTime && order.IsReported)
            _chains.Add(ref _reported[number], key, order.Units);
        if (definition == NewDefinition.FirstOrder)
            AddFirst(ref _first[number], key, order);
    }

    private void Append()
    {
        _customers++;
        if (cutsTime)
            _reported.Add(FigureChains.None);
        if (definition == NewDefinition.FirstOrder)
            _first.Add(new FirstOrder { Ticks = long.MaxValue });
    }

    private void AddFirst(ref FirstOrder first, FigureKey key, in StagedOrder order)
    {
        if (order.Ticks < first.Ticks)
        {
            first.Ticks = order.Ticks;
            _chains.Clear(ref first.Figures);
        }

        if (order.IsReported && order.Ticks == first.Ticks)
            _chains.Add(ref first.Figures, key, order.Units);
    }

    private struct FirstOrder
    {
        /// <summary>When the earliest order was made, reported or not.</summary>
        public long Ticks;

        /// <summary>The reported orders made then.</summary>
        public int Figures;
    }
}
