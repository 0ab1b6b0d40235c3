using System.Collections.Concurrent;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Grains.Forgetting;

namespace Orleans.Tx.Grains.Tests.Forgetting;

/// <summary>Customers of sources whose forgetting goes as the test wants.</summary>
internal sealed class FakeForgetting : IForgettingStore
{
    private readonly ConcurrentDictionary<string, FakeCustomer> _customers = new(StringComparer.Ordinal);

    /// <summary>A customer that the store knows.</summary>
    public FakeCustomer Customer(FakeSource source, string name) => _customers.GetOrAdd($"{source.Name}/{name}", _ => new FakeCustomer());

    public async Task<KnownCustomer> Find(
        string source, string customer, Func<string, IReadOnlyCollection<string>> customersOf, CancellationToken cancellationToken)
    {
        await Task.Yield();
        return _customers.TryGetValue($"{source}/{customer}", out var known) ? new KnownCustomer(known.IsThere, known.ForgottenAt) : default;
    }

    public Task Mark(string source, string customer, CancellationToken cancellationToken) => Get(source, customer).Step("mark", cancellationToken);

    public async Task<IReadOnlyList<Week>> Weeks(string source, string customer, CancellationToken cancellationToken)
    {
        await Get(source, customer).Step("weeks", cancellationToken);
        return [.. Get(source, customer).Weeks.Keys.Order()];
    }

    public async Task<ForgottenRows> Remove(
        string source, Week week, string customer, Func<string, IReadOnlyCollection<string>> customersOf, CancellationToken cancellationToken)
    {
        await Get(source, customer).Step($"remove {week} {string.Join('+', customersOf("a b"))}", cancellationToken);
        var left = Get(source, customer).Weeks[week];
        Get(source, customer).Weeks[week] = default;
        return left;
    }

    public async Task<bool> Erase(string source, string customer, CancellationToken cancellationToken)
    {
        await Get(source, customer).Step("erase", cancellationToken);
        if (Get(source, customer).ErasesAfter-- > 0)
            return false;
        Get(source, customer).IsThere = false;
        return true;
    }

    private FakeCustomer Get(string source, string customer) => _customers[$"{source}/{customer}"];
}
