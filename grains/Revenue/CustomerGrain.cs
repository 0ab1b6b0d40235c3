using Orleans.Tx.Domain.Revenue;

namespace Orleans.Tx.Grains.Revenue;

/// <summary>
/// The rule is <see cref="CustomerLedger"/>'s. A result is proposed, and becomes the grain's own only when a later request says
/// that its position is committed; whatever goes wrong between, the version that the commit checks finds out.
/// </summary>
[CollectionAgeLimit(Minutes = IdleMinutes)]
internal sealed class CustomerGrain(IProjectionStore store) : Grain, ICustomerGrain
{
    /// <summary>How long one that is not asked stays awake.</summary>
    public const int IdleMinutes = 2;

    private CustomerLedger? _ledger;
    private CustomerLedger? _proposed;
    private int _epoch;
    private long _knownAt;

    public async Task<LedgerProposal> Apply(LedgerRequest request)
    {
        Forget(request);
        var (source, customer) = Key;
        var ledger = _ledger ??= await store.Ledger(source, customer, CancellationToken.None);
        var step = ledger.Apply(request.Version, [.. request.Entries.Select(entry => entry.ToEntry())]);
        _proposed = step.Ledger.ForgotFirstOrder ? await Remember(source, customer, step.Ledger) : step.Ledger;
        return new LedgerProposal(customer, ledger.Version, _proposed.ToRecord(), step.Change.ToRecord());
    }

    public Task Forget()
    {
        (_ledger, _proposed) = (null, null);
        this.DeactivateOnIdle();
        return Task.CompletedTask;
    }

    // The batches up to the ledger's version are all committed, and read the same forever.
    private async Task<CustomerLedger> Remember(string source, string customer, CustomerLedger ledger) =>
        (await store.FirstOrders(source, ledger.Version, [customer], CancellationToken.None)).TryGetValue(customer, out var first)
            ? ledger.WithFirstOrder(first)
            : ledger;

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
        // What was known before the projection last moved without the grains may be old, and what was proposed refused.
        if (request.Reload || request.Epoch != _epoch || _knownAt < request.ReadAt)
            _ledger = null;
        else if (_proposed?.Version <= request.Committed)
            _ledger = _proposed;
        (_proposed, _epoch, _knownAt) = (null, request.Epoch, request.Committed);
    }
}
