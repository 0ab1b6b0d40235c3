using System.Text.Json.Serialization;

namespace Orleans.Tx.Simulator.Truth;

internal sealed record CohortRevenue(
    string Cohort,
    int Customers,
    [property: JsonConverter(typeof(MoneyConverter))] decimal Revenue,
    IReadOnlyList<CohortMonth> Months);
