using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Monetary;
using Orleans.Tx.Domain.Revenue;

namespace Orleans.Tx.Domain.Tests.Revenue;

public sealed class FirstOrdersTests
{
    private static readonly Month November = Month.Parse("2026-11");
    private static readonly Currency Euro = Currency.Parse("EUR");

    [Fact]
    public void Orders_add_up_by_month_and_currency()
    {
        var first = new FirstOrders();
        first.Add(November, Euro, Money.Of(5), 1);
        first.Add(November, Euro, Money.Of(7), 2);
        first.Add(November, Currency.None, Money.Of(11), 1);
        first.Add(November.Next, Euro, Money.Of(13), 1);
        Assert.Equal((Money.Of(12), 3L), first.In(November, Euro));
        Assert.Equal((Money.Of(11), 1L), first.In(November, Currency.None));
        Assert.Equal((Money.Of(13), 1L), first.In(November.Next, Euro));
    }

    [Fact]
    public void Month_without_a_first_order_has_nothing_new() =>
        Assert.Equal((Money.Zero, 0L), new FirstOrders().In(November, Euro));
}
