using System.Collections.Immutable;
using Orleans.Tx.Gateway.Queries;
using Orleans.Tx.Grains.Queries;

namespace Orleans.Tx.Gateway.Dashboard.Customers;

/// <summary>What a customer bought before the transactions that are shown already: the latest first, so many at a time.</summary>
internal static class EarlierTransactions
{
    /// <summary>How many at a time.</summary>
    public const int Page = 100;

    /// <param name="oldest">The last one that is shown.</param>
    /// <returns>Nothing where there are no more.</returns>
    public static async Task<ImmutableArray<TransactionRecord>> Before(
        IGrainFactory grains, CustomerAnswer customer, TransactionRecord oldest, CancellationToken cancellationToken)
    {
        // The store tells rows in the order of time: of each month that the customer bought in, the last ones are kept.
        var months = customer.Currencies.SelectMany(currency => currency.Months).Select(month => month.Month).Distinct(StringComparer.Ordinal).OrderDescending(StringComparer.Ordinal);
        foreach (var month in months)
        {
            var earlier = await Last(grains, customer, month, oldest, cancellationToken);
            if (earlier.Length > 0)
                return earlier;
        }

        return [];
    }

    private static async Task<ImmutableArray<TransactionRecord>> Last(
        IGrainFactory grains, CustomerAnswer customer, string month, TransactionRecord oldest, CancellationToken cancellationToken)
    {
        var last = new Queue<TransactionRecord>(Page + 1);
        var question = new TransactionQuestion(new OrderFilter(month, month, [customer.Customer]));
        await foreach (var chunk in grains.Streaming(customer.Source).Transactions(question, cancellationToken))
        {
            foreach (var row in chunk.Rows.Where(row => IsBefore(row, oldest)))
            {
                last.Enqueue(row);
                if (last.Count > Page)
                    last.Dequeue();
            }
        }

        return [.. last.Reverse()];
    }

    private static bool IsBefore(TransactionRecord row, TransactionRecord other) =>
        row.OccurredAt != other.OccurredAt ? row.OccurredAt < other.OccurredAt : string.CompareOrdinal(row.Id, other.Id) < 0;
}
