using FsCheck;
using FsCheck.Fluent;
using Orleans.Tx.Domain.Monetary;
using Orleans.Tx.Domain.Revenue;

namespace Orleans.Tx.Domain.Tests.Revenue;

/// <summary>One order of a log.</summary>
internal sealed record Order(int Customer, DateTimeOffset OccurredAt, Currency Currency, Money Amount)
{
    public static Gen<Order> Some { get; } =
        from customer in Gen.Choose(1, 9)
        from occurredAt in Any.Instant
        from currency in Any.Currency
        from amount in Any.Amount
        select new Order(customer, occurredAt, currency, amount);

    public LedgerEntry Added => new(Any.MonthOf(OccurredAt), OccurredAt, Currency, Amount);

    public LedgerEntry TakenBack => Added with { TakenBack = true };
}
