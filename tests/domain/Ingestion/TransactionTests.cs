using FsCheck.Fluent;
using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Domain.Monetary;

namespace Orleans.Tx.Domain.Tests.Ingestion;

public sealed class TransactionTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 16, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("a\0b")]
    public void Id_or_customer_that_is_blank_or_holds_a_NUL_is_refused_by_name(string bad)
    {
        Assert.Equal("id", Assert.Throws<ArgumentException>(() => With(id: bad)).ParamName);
        Assert.Equal("customer", Assert.Throws<ArgumentException>(() => With(customer: bad)).ParamName);
    }

    [Fact]
    public void Id_or_customer_of_500_characters_is_the_longest()
    {
        var longest = new string('x', Transaction.MaxIdLength);
        Assert.Equal(longest, With(id: longest).Id);
        Assert.Equal(longest, With(customer: longest).Customer);
        Assert.Contains("501 characters", Assert.Throws<ArgumentException>(() => With(id: longest + "x")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => With(customer: longest + "x"));
    }

    [Fact]
    public void Time_is_kept_by_UTC_to_the_microsecond_before() => Always.Holds(
        Gen.Choose(int.MinValue, int.MaxValue).Zip(Gen.Choose(-14 * 60, 14 * 60)),
        static at =>
        {
            var (ticks, minutes) = at;
            var instant = Noon.ToOffset(TimeSpan.FromMinutes(minutes)).AddTicks(ticks);
            var kept = With(occurredAt: instant).OccurredAt;
            Assert.Equal(TimeSpan.Zero, kept.Offset);
            Assert.Equal(0, kept.Ticks % TimeSpan.TicksPerMicrosecond);
            Assert.InRange((instant - kept).Ticks, 0, TimeSpan.TicksPerMicrosecond - 1);
        });

    [Fact]
    public void Transaction_keeps_what_it_was_given()
    {
        var transaction = new Transaction("t-1", "c-1", Noon, Money.Of(-12.5m), Currency.Parse("EUR"), """{"note":"x"}""");
        Assert.Equal(("t-1", "c-1", Noon), (transaction.Id, transaction.Customer, transaction.OccurredAt));
        Assert.Equal((Money.Of(-12.5m), Currency.Parse("EUR")), (transaction.Amount, transaction.Currency));
        Assert.Equal("""{"note":"x"}""", transaction.Extra);
        Assert.Null(With().Extra);
    }

    [Fact]
    public void Transactions_that_say_the_same_are_equal()
    {
        Assert.Equal(With(occurredAt: Noon), With(occurredAt: Noon.ToOffset(TimeSpan.FromHours(5))));
        Assert.NotEqual(With(id: "t-1"), With(id: "t-2"));
    }

    private static Transaction With(string id = "t", string customer = "c", DateTimeOffset? occurredAt = null) =>
        new(id, customer, occurredAt ?? Noon, Money.Of(1), Currency.None);
}
