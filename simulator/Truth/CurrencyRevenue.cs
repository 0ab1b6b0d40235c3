using System.Text.Json.Serialization;

namespace Orleans.Tx.Simulator.Truth;

internal sealed record CurrencyRevenue(
    string Currency,
    [property: JsonConverter(typeof(MoneyConverter))] decimal Revenue,
    IReadOnlyList<MonthRevenue> Months,
    IReadOnlyList<CohortRevenue> Cohorts);
