namespace Orleans.Tx.Simulator.Transactions;

/// <summary>What chance is wanted for; streams of two purposes know nothing of each other.</summary>
internal enum DrawPurpose
{
    Time,
    Row,
    Refund,
    TransactionId,
    Customer,
    CustomerId,
    Capacity,
    Latency,
    Malformation,
    Shift,

    /// <summary>And those after it: one for each kind of fault.</summary>
    Fault = 100,
}
