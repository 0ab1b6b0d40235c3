using System.Text.Json.Serialization;

namespace Orleans.Tx.Simulator.Truth;

/// <param name="NewPercent">Rounded half away from zero to two decimals; null where the month's revenue is zero.</param>
internal sealed record MonthRevenue(
    string Month,
    [property: JsonConverter(typeof(MoneyConverter))] decimal Revenue,
    [property: JsonConverter(typeof(MoneyConverter))] decimal NewRevenue,
    [property: JsonConverter(typeof(MoneyConverter))] decimal RecurringRevenue,
    decimal? NewPercent,
    int Orders,
    int NewOrders,
    int Customers,
    int NewCustomers);
