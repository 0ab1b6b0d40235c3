using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Grains.Forgetting;

/// <summary>
/// Where a customer is forgotten, step by step; each may be done again. Functions <c>customersOf</c> tell whom a record that was set aside
/// is of, or may be, by its text. Every call may throw <see cref="TxException"/> where the store is away.
/// </summary>
public interface IForgettingStore
{
    /// <summary>Whether there is anything of a customer.</summary>
    Task<KnownCustomer> Find(
        string source, string customer, Func<string, IReadOnlyCollection<string>> customersOf, CancellationToken cancellationToken);

    /// <summary>From here on records of the customer are passed over when they come.</summary>
    Task Mark(string source, string customer, CancellationToken cancellationToken);

    /// <summary>The weeks that have to be looked at, in order.</summary>
    Task<IReadOnlyList<Week>> Weeks(string source, string customer, CancellationToken cancellationToken);

    /// <summary>Takes the customer's rows of a week out through the log, and the records that were set aside.</summary>
    Task<ForgottenRows> Remove(
        string source, Week week, string customer, Func<string, IReadOnlyCollection<string>> customersOf, CancellationToken cancellationToken);

    /// <summary>Makes what is left in the log nobody's, and drops the ledger.</summary>
    /// <returns>False, and nothing is done, where the aggregates do not have the last of it yet.</returns>
    Task<bool> Erase(string source, string customer, CancellationToken cancellationToken);
}
