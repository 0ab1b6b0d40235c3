namespace Orleans.Tx.Domain.Ingestion;

/// <summary>A record that can't be read.</summary>
/// <param name="Place">Its place in the page, from 0.</param>
/// <param name="Reason">Why, as a short word such as <c>missing-customer</c>.</param>
/// <param name="Raw">The record as it came.</param>
/// <param name="Id">Its id, where at least that can be read.</param>
public sealed record SetAsideRecord(int Place, string Reason, string Raw, string? Id = null)
{
    /// <summary>The customer, where that can be read; else all that it may be.</summary>
    public IReadOnlyCollection<string> Customers { get; init; } = [];
}
