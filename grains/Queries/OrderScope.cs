using Orleans.Tx.Domain.Monetary;

namespace Orleans.Tx.Grains.Queries;

/// <summary>Which orders of a source are meant.</summary>
/// <param name="From">The first instant; null for no bound.</param>
/// <param name="To">The first instant behind; null for no bound.</param>
/// <param name="Customers">Only these; null for all.</param>
/// <param name="Currency">Only this one; null for all.</param>
public sealed record OrderScope(string Source, DateTimeOffset? From, DateTimeOffset? To, IReadOnlyList<string>? Customers, Currency? Currency)
{
    /// <summary>Neither time nor customers are limited.</summary>
    public bool IsWhole => From is null && To is null && Customers is null;
}
