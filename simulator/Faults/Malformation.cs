namespace Orleans.Tx.Simulator.Faults;

/// <summary>What makes a record unreadable.</summary>
internal enum Malformation
{
    None,
    MissingId,
    MissingCustomer,
    UnreadableTime,
    UnreadableAmount,
}
