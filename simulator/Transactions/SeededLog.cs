namespace Orleans.Tx.Simulator.Transactions;

/// <summary>
/// An endless, plausible log: week after week the same number of rows, each a pure function of the seed and its position. Nothing is
/// stored and no row needs the generation of those before it.
/// </summary>
internal sealed class SeededLog : ITransactionLog
{
    /// <summary>The most rows a week may have: what fits into an id.</summary>
    public const int MostRows = 1 << IndexBits;

    private const int IndexBits = 27;
    private const int RandomBits = 20;
    private const double RefundShare = 0.02;

    private static readonly string[] Channels = ["web", "app", "store"];

    private readonly long _seed;
    private readonly int _rows;
    private readonly IsoWeek _since;
    private readonly long _weeks;
    private readonly IReadOnlyList<string> _currencies;
    private readonly CustomerBase _customers;

    /// <param name="weeks">How many weeks the log has, from <paramref name="since"/> on; null for no end.</param>
    public SeededLog(long seed, int rowsPerWeek, IsoWeek since, int? weeks, IReadOnlyList<string> currencies)
    {
        (_seed, _rows, _since, _weeks, _currencies) = (seed, rowsPerWeek, since, weeks ?? int.MaxValue, currencies);
        _customers = new CustomerBase(seed, rowsPerWeek);
    }

    public IsoWeek Since => _since;

    public long PositionOf(DateTimeOffset instant)
    {
        var elapsed = instant - _since.Start;
        if (elapsed <= TimeSpan.Zero)
            return 0;

        var week = elapsed.Ticks / IsoWeek.Length.Ticks;
        if (week >= _weeks)
            return _weeks * _rows;

        var (low, high) = (0, _rows);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (TimeAt((week * _rows) + middle) < instant.UtcDateTime)
                low = middle + 1;
            else
                high = middle;
        }

        return (week * _rows) + low;
    }

    public Transaction At(long position)
    {
        var isRefund = TryFindRefunded(position, out var bought);
        var chance = new Draw(_seed, DrawPurpose.Row, bought);
        var customer = _customers.Choose(bought / _rows, ref chance);
        var cents = customer.AmountInCents(ref chance);
        var channel = Channels[chance.NextBelow(Channels.Length)];
        return new Transaction(
            IdAt(position),
            customer.Id,
            TimeAt(position),
            InMajorUnits(isRefund ? -cents : cents),
            customer.CurrencyOf(_currencies),
            isRefund ? "refund" : "charge",
            channel);
    }

    // A refund gives back one of the last weeks' purchases, whole: so its customer has bought before. What looks like a refund of a
    // refund is an ordinary purchase, which keeps the chain one link long.
    private bool TryFindRefunded(long position, out long bought)
    {
        bought = position;
        var chance = new Draw(_seed, DrawPurpose.Refund, position);
        if (chance.Next() >= RefundShare)
            return false;

        var back = chance.Next();
        var target = position - 1 - (long)(back * back * 3 * _rows);
        if (target < 0 || new Draw(_seed, DrawPurpose.Refund, target).Next() < RefundShare)
            return false;

        bought = target;
        return true;
    }

    private DateTime TimeAt(long position)
    {
        var share = ((position % _rows) + new Draw(_seed, DrawPurpose.Time, position).Next()) / _rows;
        return _since.Start.UtcDateTime + (position / _rows * IsoWeek.Length) + TimeSpan.FromSeconds(WeeklyRhythm.SecondAt(share));
    }

    // Ids sort like positions, as those of APIs that build time into them do: within one second the order by id is the order here.
    private string IdAt(long position)
    {
        var week = (ulong)((_since.Start.Ticks / IsoWeek.Length.Ticks) + (position / _rows));
        var noise = new Draw(_seed, DrawPurpose.TransactionId, position).NextBits() >> (64 - RandomBits);
        return Base32.Encode("txn_", (week << (IndexBits + RandomBits)) | ((ulong)(position % _rows) << RandomBits) | noise);
    }

    private static decimal InMajorUnits(long cents) => new((int)(Math.Abs(cents) & 0x7FFFFFFF), 0, 0, cents < 0, 2);
}
