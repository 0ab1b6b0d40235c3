namespace Orleans.Tx.Simulator.Transactions;

/// <summary>
/// An ordered log with random access: every transaction has a position, counted from 0, and a range of time is a range of positions.
/// That is all that a page needs, so that it costs as much as its rows, wherever it lies.
/// </summary>
internal interface ITransactionLog
{
    /// <summary>The week of the first transaction.</summary>
    IsoWeek Since { get; }

    /// <summary>How many transactions lie before this instant, which is the position of the first at or after it.</summary>
    long PositionOf(DateTimeOffset instant);

    /// <summary>The transaction at this position, the same at every call.</summary>
    Transaction At(long position);
}
