namespace Orleans.Tx.Grains.Tests.Stores;

/// <summary>Everything that grains ask of a store: where something may go wrong.</summary>
internal enum StoreStep
{
    Find,
    List,
    Queue,
    Begin,
    Mark,
    End,
    Look,
    Remove,
    Calendar,
    Append,
    Position,
    Read,
    Commit,
    CarryFar,
    Ledger,
    Matrix,
    ReadState,
    WriteState,
    SetAside,
}
