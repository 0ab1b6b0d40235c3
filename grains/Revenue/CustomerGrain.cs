using Orleans.Tx.Domain.Revenue;

namespace Orleans.Tx.Grains.Revenue;

/// <summary>
/// The rule is <see cref="CustomerLedger"/>'s. A result is proposed, and becomes the grain's own only when a later request says
/// that its position is committed; whatever goes wrong between, the version that the commit checks finds out.
/// </summary>
internal sealed class CustomerGrain(IProjectionStore store) : Grain, ICustomerGrain
{
    private CustomerLedger? _ledger;
    private CustomerLedger? _proposed;
    private int _epoch;

    public async Task<LedgerProposal> Apply(LedgerRequest request)
    {
        Forget(request);
        var (source, customer) = Key;
        var ledger = _ledger ??= await store.Ledger(source, customer, CancellationToken.None);
        var step = ledger.Apply(request.Version, [.. request.Entries.Select(entry => entry.ToEntry())]);
        _proposed = step.Ledger;
        return new LedgerProposal(customer, ledger.Version, step.Ledger.ToRecord(), step.Change.ToRecord());
    }

    private (string Source, string Customer) Key
    {
        get
        {
            var key = this.GetPrimaryKeyString();
            var slash = key.IndexOf('/', StringComparison.Ordinal);
            return (key[..slash], key[(slash + 1)..]);
        }
    }

    private void Forget(LedgerRequest request)
    {
        // One that was proposed before the projection last read its position may have been refused, and another committed in its place.
        var passed = _proposed?.Version <= request.Committed;
        if (request.Reload || request.Epoch != _epoch || (passed && _proposed!.Version <= request.ReadAt))
            _ledger = null;
        else if (passed)
            _ledger = _proposed;
        (_proposed, _epoch) = (null, request.Epoch);
    }
}
