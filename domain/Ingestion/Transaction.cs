using Orleans.Tx.Domain.Monetary;

namespace Orleans.Tx.Domain.Ingestion;

/// <summary>One record of a source, read and found good.</summary>
public sealed record Transaction
{
    /// <summary>The most characters of an id or of a customer: what an index entry of the store can hold.</summary>
    public const int MaxIdLength = 500;

    /// <param name="id">Names the record within its source and week.</param>
    /// <param name="customer">Who bought.</param>
    /// <param name="occurredAt">When; kept to the microsecond.</param>
    /// <param name="extra">What else the record holds, as a JSON object; null for nothing.</param>
    /// <exception cref="ArgumentException">An id or customer is blank, longer than <see cref="MaxIdLength"/> or holds a NUL.</exception>
    public Transaction(string id, string customer, DateTimeOffset occurredAt, Money amount, Currency currency, string? extra = null)
    {
        Id = Checked(id, nameof(id));
        Customer = Checked(customer, nameof(customer));
        OccurredAt = occurredAt.ToUniversalTime().AddTicks(-(occurredAt.Ticks % TimeSpan.TicksPerMicrosecond));
        Amount = amount;
        Currency = currency;
        Extra = extra;
    }

    public string Id { get; }

    public string Customer { get; }

    public DateTimeOffset OccurredAt { get; }

    public Money Amount { get; }

    public Currency Currency { get; }

    public string? Extra { get; }

    private static string Checked(string text, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text, name);
        if (text.Length > MaxIdLength)
            throw new ArgumentException($"has {text.Length} characters; at most {MaxIdLength} are allowed", name);
        return text.Contains('\0') ? throw new ArgumentException("holds a NUL character", name) : text;
    }
}
