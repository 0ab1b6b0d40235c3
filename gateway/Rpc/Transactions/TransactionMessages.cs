using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Gateway.Protos;
using Orleans.Tx.Gateway.Rpc.Revenue;
using Orleans.Tx.Grains.Queries;

namespace Orleans.Tx.Gateway.Rpc.Transactions;

/// <summary>Rows as messages.</summary>
internal static class TransactionMessages
{
    // Clients take 4 MB at once unless they are told otherwise, and records may be long: it is bytes that are bounded, not rows.
    private const int MostBytes = 256 << 10;

    /// <summary>A chunk's rows, in as many messages as it takes.</summary>
    public static IEnumerable<TransactionRows> ToMessages(this TransactionChunk chunk)
    {
        var message = new TransactionRows { Coverage = chunk.Coverage?.ToMessage() };
        var bytes = 0;
        foreach (var row in chunk.Rows.Select(ToMessage))
        {
            var size = row.CalculateSize();
            if (bytes + size > MostBytes && message.Transactions.Count > 0)
            {
                yield return message;
                (message, bytes) = (new TransactionRows(), 0);
            }

            message.Transactions.Add(row);
            bytes += size;
        }

        if (chunk.Next is { } next)
            message.Next = next;
        yield return message;
    }

    public static Transaction ToMessage(this TransactionRecord row)
    {
        var message = new Transaction { Id = row.Id, Customer = row.Customer, OccurredAt = row.OccurredAt.ToMessage(), Amount = MoneyText.Of(row.Amount) };
        if (row.Currency is { } currency)
            message.Currency = currency;
        if (row.Extra is { } extra)
            message.Extra = extra;
        return message;
    }
}
