using System.Globalization;
using Orleans.Tx.Domain.Monetary;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Grains.Tests.Revenue;

/// <summary>Entries of a log as tests write them.</summary>
internal static class Orders
{
    /// <param name="day">Such as <c>2026-03-14</c>.</param>
    public static LogEntry Order(string customer, string day, decimal amount, string currency = "EUR") => new(
        customer,
        new DateTimeOffset(DateOnly.Parse(day, CultureInfo.InvariantCulture).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero),
        Currency.Parse(currency),
        Money.Of(amount),
        TakenBack: false);

    public static LogEntry Back(this LogEntry order) => order with { TakenBack = true };
}
