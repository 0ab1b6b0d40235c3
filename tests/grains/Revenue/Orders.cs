using System.Globalization;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Monetary;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Grains.Tests.Revenue;

/// <summary>Entries of a log as tests write them.</summary>
internal static class Orders
{
    /// <param name="day">Such as <c>2026-03-14</c>.</param>
    public static LogEntry Order(string customer, string day, decimal amount, string currency = "EUR")
    {
        var date = DateOnly.Parse(day, CultureInfo.InvariantCulture);
        var at = new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        return new LogEntry(customer, at, Currency.Parse(currency), Money.Of(amount), TakenBack: false, Week.Of(date));
    }

    public static LogEntry Back(this LogEntry order) => order with { TakenBack = true };
}
