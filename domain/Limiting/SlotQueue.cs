namespace Orleans.Tx.Domain.Limiting;

/// <summary>Slots by the instant at which each becomes free, the earliest first. Nearly all come in order, and only few have to overtake.</summary>
internal sealed class SlotQueue
{
    private Slot[] _ring = new Slot[16];
    private int _first;

    public int Count { get; private set; }

    /// <summary>Those of requests that the server refused.</summary>
    public int Refused { get; private set; }

    public IEnumerable<DateTimeOffset> Instants => Enumerable.Range(0, Count).Select(place => At(place).Until);

    /// <summary>When the first slot becomes free; null where there is none.</summary>
    public DateTimeOffset? First => Count > 0 ? _ring[_first].Until : null;

    public void Add(DateTimeOffset until, bool refused = false)
    {
        if (Count == _ring.Length)
            Grow();

        var place = Count++;
        for (; place > 0 && At(place - 1).Until > until; place--)
            At(place) = At(place - 1);
        At(place) = new Slot(until, refused);
        Refused += refused ? 1 : 0;
    }

    /// <summary>Drops all that are free at this instant.</summary>
    public void Release(DateTimeOffset now)
    {
        for (; Count > 0 && _ring[_first].Until <= now; Count--)
        {
            Refused -= _ring[_first].IsRefused ? 1 : 0;
            _first = (_first + 1) & (_ring.Length - 1);
        }
    }

    private ref Slot At(int place) => ref _ring[(_first + place) & (_ring.Length - 1)];

    private void Grow()
    {
        var larger = new Slot[2 * _ring.Length];
        for (var place = 0; place < Count; place++)
            larger[place] = At(place);
        (_ring, _first) = (larger, 0);
    }

    private readonly record struct Slot(DateTimeOffset Until, bool IsRefused);
}
