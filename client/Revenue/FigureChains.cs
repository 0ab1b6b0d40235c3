using System.Runtime.InteropServices;
using Orleans.Tx.Client.Orders;
using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Client.Revenue;

/// <summary>
/// For each of many customers a chain of figures by month and currency, all chains in one array: memory grows with customers and
/// their months. The month used last stands first, so that a log in order of time finds it at once.
/// </summary>
internal sealed class FigureChains
{
    /// <summary>The start of an empty chain.</summary>
    public const int None = 0;

    private readonly List<Link> _links = [default];

    /// <summary>Adds an order to the chain that begins at <paramref name="first"/>, which may change.</summary>
    public void Add(ref int first, Month month, int currency, Amount amount)
    {
        var links = CollectionsMarshal.AsSpan(_links);
        for (var at = first; at != None; at = links[at].Next)
        {
            ref var link = ref links[at];
            if (link.Month != month || link.Currency != currency)
                continue;
            link.Units += amount.Units;
            link.Orders++;
            return;
        }

        _links.Add(new Link { Month = month, Currency = currency, Units = amount.Units, Orders = 1, Next = first });
        first = _links.Count - 1;
    }

    public IEnumerable<Figure> Of(int first)
    {
        for (var at = first; at != None; at = _links[at].Next)
            yield return new Figure(_links[at].Month, _links[at].Currency, new Amount(_links[at].Units), _links[at].Orders);
    }

    private struct Link
    {
        public Int128 Units;
        public Month Month;
        public int Currency;
        public uint Orders;
        public int Next;
    }
}
