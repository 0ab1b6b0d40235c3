using System.Collections.Immutable;

namespace Orleans.Tx.Grains.Queries;

/// <summary>Lets so many rows through, and tells where to go on when there is one more.</summary>
internal sealed class LimitedRows(long? limit)
{
    private long _left = limit ?? long.MaxValue;
    private TransactionRecord _last;

    /// <summary>How many rows to ask for: one more shows that there are more.</summary>
    public long? Wanted => limit < long.MaxValue ? limit + 1 : limit;

    /// <summary>Where to go on; null as long as the limit is not exceeded.</summary>
    public string? Next { get; private set; }

    public ImmutableArray<TransactionRecord> Take(ImmutableArray<TransactionRecord> rows)
    {
        var taken = rows.Length <= _left ? rows : rows[..(int)_left];
        _left -= taken.Length;
        if (taken.Length > 0)
            _last = taken[^1];
        if (taken.Length < rows.Length)
            Next = new TransactionCursor(_last.OccurredAt, _last.Id).ToString();
        return taken;
    }
}
