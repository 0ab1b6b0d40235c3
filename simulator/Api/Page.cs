using Orleans.Tx.Simulator.Transactions;

namespace Orleans.Tx.Simulator.Api;

/// <summary>A page as it is answered: its records and the total of the whole range.</summary>
internal sealed record Page(PageQuery Query, long Total, Transaction[] Records)
{
    public long TotalPages => (Total + Query.PerPage - 1) / Query.PerPage;

    /// <param name="shift">By how many rows the page begins late, or early; it never leaves the range.</param>
    public static Page Take(ITransactionLog log, PageQuery query, int shift)
    {
        var begin = log.PositionOf(query.Range.From);
        var end = log.PositionOf(query.Range.To);
        var first = begin + ((query.Page - 1L) * query.PerPage) + shift;
        var last = Math.Clamp(first + query.PerPage, begin, end);
        first = Math.Clamp(first, begin, end);
        var records = new Transaction[last - first];
        for (var at = 0; at < records.Length; at++)
            records[at] = log.At(first + at);
        return new Page(query, end - begin, records);
    }
}
