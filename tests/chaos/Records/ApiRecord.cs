using System.Globalization;
using System.Text.Json;

namespace Orleans.Tx.Chaos.Tests.Records;

/// <summary>A transaction, as the API tells it or as it is stored.</summary>
internal sealed record ApiRecord(string Id, string Customer, DateTimeOffset At, decimal Amount, string Currency)
{
    /// <summary>Null where the record can't be read.</summary>
    public static ApiRecord? Of(JsonElement record) =>
        record.TryGetProperty("id", out var id) && record.TryGetProperty("customer_id", out var customer)
        && DateTimeOffset.TryParse(record.GetProperty("created_at").GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
        && record.GetProperty("amount") is { ValueKind: JsonValueKind.Number } amount
            ? new ApiRecord(id.GetString()!, customer.GetString()!, at.ToUniversalTime(), amount.GetDecimal(), record.GetProperty("currency").GetString()!)
            : null;
}
