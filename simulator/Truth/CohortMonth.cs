using System.Text.Json.Serialization;

namespace Orleans.Tx.Simulator.Truth;

internal sealed record CohortMonth(
    string Month,
    [property: JsonConverter(typeof(MoneyConverter))] decimal Revenue,
    int Orders,
    int Customers);
