using System.Text.Json;

namespace Orleans.Tx.Simulator.Tests.Admin;

/// <summary>A record as a client reads it.</summary>
internal sealed record PulledRow(string Customer, string Month, decimal Amount, string Currency)
{
    public static bool IsReadable(JsonElement record) =>
        record.TryGetProperty("id", out _)
        && record.TryGetProperty("customer_id", out _)
        && record.GetProperty("created_at").TryGetDateTimeOffset(out _)
        && record.GetProperty("amount").ValueKind == JsonValueKind.Number;

    public static PulledRow Read(JsonElement record) => new(
        record.GetProperty("customer_id").GetString()!,
        record.GetProperty("created_at").GetString()![..7],
        record.GetProperty("amount").GetDecimal(),
        record.GetProperty("currency").GetString()!);

    public static Dictionary<string, string> CohortsOf(List<PulledRow> rows)
    {
        var cohorts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (!cohorts.TryGetValue(row.Customer, out var first) || string.CompareOrdinal(row.Month, first) < 0)
                cohorts[row.Customer] = row.Month;
        }

        return cohorts;
    }
}
