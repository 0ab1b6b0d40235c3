using System.Collections.Immutable;

namespace Orleans.Tx.Grains.Revenue;

/// <summary>Keeps one customer's ledger. The key is <c>source/customer</c>.</summary>
[Alias("tx.ICustomerGrain")]
public interface ICustomerGrain : IGrainWithStringKey
{
    /// <summary>
    /// Runs the rule over the customer's entries of some batches. Nothing is stored: the projection commits the result together
    /// with those of other customers, and the grain takes it for its own once it hears of the commit.
    /// </summary>
    [Alias("Apply")]
    Task<LedgerProposal> Apply(LedgerRequest request);

    /// <summary>The customer was forgotten: what the grain remembers goes.</summary>
    [Alias("Forget")]
    Task Forget();
}

/// <summary>The entries of one customer in some consecutive batches.</summary>
/// <param name="Epoch">The epoch that the projection works in.</param>
/// <param name="Committed">The position that is committed: ledgers proposed up to it are real.</param>
/// <param name="Reload">Whether what the grain remembers is to be dropped: a commit was refused.</param>
/// <param name="Version">The last of the batches.</param>
/// <param name="ReadAt">
/// The last position that came about without asking the grains: what one knew of an earlier one may be old. From there on the
/// projection moved by what the grains proposed.
/// </param>
[GenerateSerializer, Immutable, Alias("tx.LedgerRequest")]
public sealed record LedgerRequest(
    [property: Id(0)] int Epoch,
    [property: Id(1)] long Committed,
    [property: Id(2)] bool Reload,
    [property: Id(3)] long Version,
    [property: Id(4)] ImmutableArray<LedgerEntryRecord> Entries,
    [property: Id(5)] long ReadAt);

/// <summary>One order, added or taken back.</summary>
/// <param name="Month">The first day of the month it counts in, by the reporting zone.</param>
/// <param name="Currency">The currency's code; null where none is named.</param>
[GenerateSerializer, Immutable, Alias("tx.LedgerEntryRecord")]
public readonly record struct LedgerEntryRecord(
    [property: Id(0)] DateOnly Month,
    [property: Id(1)] DateTimeOffset OccurredAt,
    [property: Id(2)] string? Currency,
    [property: Id(3)] decimal Amount,
    [property: Id(4)] bool TakenBack);

/// <summary>A ledger to be committed, and what it changes in the matrix.</summary>
/// <param name="BaseVersion">The version of the ledger that it was made from: it may replace only that; 0 for a new customer.</param>
[GenerateSerializer, Immutable, Alias("tx.LedgerProposal")]
public sealed record LedgerProposal(
    [property: Id(0)] string Customer,
    [property: Id(1)] long BaseVersion,
    [property: Id(2)] LedgerRecord Ledger,
    [property: Id(3)] MatrixChangeRecord Change);

/// <summary>A customer's ledger.</summary>
/// <param name="Version">The last batch in it.</param>
/// <param name="FirstOrder">When the earliest order was made, where that is known.</param>
[GenerateSerializer, Immutable, Alias("tx.LedgerRecord")]
public sealed record LedgerRecord(
    [property: Id(0)] long Version,
    [property: Id(1)] DateTimeOffset? FirstOrder,
    [property: Id(2)] ImmutableArray<LedgerMonthRecord> Months);

/// <summary>What the customer bought in one month and currency.</summary>
[GenerateSerializer, Immutable, Alias("tx.LedgerMonthRecord")]
public readonly record struct LedgerMonthRecord(
    [property: Id(0)] DateOnly Month,
    [property: Id(1)] string? Currency,
    [property: Id(2)] decimal Revenue,
    [property: Id(3)] long Orders);
