using Orleans.Tx.Domain.Revenue;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Grains.Queries;

/// <summary>Puts what is stored of a customer into the shape that users read.</summary>
internal static class CustomerAnswers
{
    public static CustomerAnswer From(string source, string customer, StoredCustomer stored, string zone, Coverage coverage)
    {
        var months = stored.Ledger.Months.ToArray();
        return new CustomerAnswer(
            source, customer, stored.FirstOrder, stored.Ledger.Cohort?.ToString(), zone, months.Sum(month => month.Orders),
            [.. months.GroupBy(month => month.Currency).OrderBy(block => block.Key).Select(block => Of(block.Key.Code, [.. block]))],
            stored.Last, coverage);
    }

    private static CustomerCurrencyAnswer Of(string? currency, LedgerMonth[] months) => new(
        currency, months.Sum(month => month.Revenue.Amount), months.Sum(month => month.Orders),
        [.. months.Select(month => new CustomerMonthAnswer(month.Month.ToString(), month.Revenue.Amount, month.Orders))]);
}
