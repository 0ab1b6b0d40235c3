namespace Orleans.Tx.Client.Revenue;

/// <summary>
/// For each of many customers a chain of figures by month and currency, all chains in one list: memory grows with customers and
/// their months, twelve bytes each. The month met last stands first, so that a log in order of time finds it at once.
/// </summary>
internal sealed class FigureChains
{
    /// <summary>The start of an empty chain.</summary>
    public const int None = 0;

    // Most customers have few orders in a month, of cents: these fit into a link. Others have a sum of their own beside it.
    private const int UnitsPerCent = 1_000_000;
    private const uint MostOrders = Link.SumMark - 1;

    private readonly BlockList<Link> _links = new();
    private readonly BlockList<Sum> _sums = new();
    private int _free = None;

    public FigureChains() => _links.Add(default);

    /// <summary>Adds an order to the chain that begins at <paramref name="first"/>, which may change.</summary>
    public void Add(ref int first, FigureKey key, Int128 units)
    {
        for (var at = first; at != None;)
        {
            ref var link = ref _links[at];
            if (link.Key == key.Packed)
            {
                AddTo(ref link, units);
                return;
            }

            at = link.Next;
        }

        first = Append(new Link { Next = first, KeyAndOrders = key.Packed << Link.OrderBits, Cents = 0 });
        AddTo(ref _links[first], units);
    }

    /// <summary>The figures of a chain are forgotten, and their place is used again.</summary>
    public void Clear(ref int first)
    {
        while (first != None)
        {
            var next = _links[first].Next;
            _links[first].Next = _free;
            (_free, first) = (first, next);
        }
    }

    /// <summary>Puts the figures of a chain into a buffer, which grows with the longest.</summary>
    public ReadOnlySpan<Figure> Of(int first, ref Figure[] buffer)
    {
        var count = 0;
        for (var at = first; at != None; at = _links[at].Next)
        {
            if (count == buffer.Length)
                Array.Resize(ref buffer, count * 2);
            buffer[count++] = FigureOf(_links[at]);
        }

        return buffer.AsSpan(0, count);
    }

    /// <summary>Reads a link, so that the core has it near when it is wanted; returns the next, none where it is the one looked for.</summary>
    public int Touch(int at, uint key)
    {
        ref var link = ref _links[at];
        return link.Key == key ? None : link.Next;
    }

    private int Append(Link link)
    {
        if (_free == None)
            return _links.Add(link);
        var at = _free;
        _free = _links[at].Next;
        _links[at] = link;
        return at;
    }

    private void AddTo(ref Link link, Int128 units)
    {
        if (link.Orders < MostOrders && TryCents(units, out var cents) && unchecked((int)(link.Cents + cents)) == link.Cents + cents)
        {
            link.Cents = (int)(link.Cents + cents);
            link.KeyAndOrders++;
            return;
        }

        if (!link.IsSum)
            MakeSum(ref link);
        ref var sum = ref _sums[link.Cents];
        sum.Units += units;
        sum.Orders++;
    }

    private static bool TryCents(Int128 units, out long cents)
    {
        var small = unchecked((long)units);
        cents = small / UnitsPerCent;
        return small == units && cents * UnitsPerCent == small;
    }

    private Figure FigureOf(in Link link)
    {
        if (!link.IsSum)
            return new Figure(new FigureKey(link.Key), (Int128)((long)link.Cents * UnitsPerCent), link.Orders);
        ref var sum = ref _sums[link.Cents];
        return new Figure(new FigureKey(link.Key), sum.Units, sum.Orders);
    }

    private void MakeSum(ref Link link)
    {
        var sum = _sums.Add(new Sum { Units = (Int128)((long)link.Cents * UnitsPerCent), Orders = link.Orders });
        link = new Link { Next = link.Next, KeyAndOrders = (link.Key << Link.OrderBits) | Link.SumMark, Cents = sum };
    }

    private struct Link
    {
        public const int OrderBits = 5;
        public const uint SumMark = (1u << OrderBits) - 1;

        public int Next;

        /// <summary>The key, and in the lowest bits how many orders, or the mark of a sum.</summary>
        public uint KeyAndOrders;

        /// <summary>The sum of the amounts, or the index of the sum.</summary>
        public int Cents;

        public readonly uint Key => KeyAndOrders >> OrderBits;

        public readonly uint Orders => KeyAndOrders & SumMark;

        public readonly bool IsSum => Orders == SumMark;
    }

    private struct Sum
    {
        public Int128 Units;
        public long Orders;
    }
}
