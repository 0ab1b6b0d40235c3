namespace Orleans.Tx.Simulator.Transactions;

/// <summary>The switch behind which a share of the records waits: before it is turned, answers and totals know nothing of them.</summary>
internal sealed class LateRecords(ITransactionLog complete, double share)
{
    private readonly ITransactionLog _heldBack = share > 0 ? new HeldBackLog(complete, share) : complete;
    private volatile bool _released;

    public bool Released
    {
        get => _released;
        set => _released = value;
    }

    /// <summary>The log as it is now. One request reads one view, so that a turned switch can't tear its page.</summary>
    public ITransactionLog Log => _released ? complete : _heldBack;
}
