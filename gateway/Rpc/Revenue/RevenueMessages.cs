using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Gateway.Protos;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Gateway.Rpc.Revenue;

/// <summary>The grains' answers as messages.</summary>
internal static class RevenueMessages
{
    public static RevenueResponse ToMessage(this RevenueAnswer answer)
    {
        var message = new RevenueResponse
        {
            Definition = answer.Definition,
            Zone = answer.Zone,
            Rows = answer.Rows,
            Customers = answer.Customers,
            Currencies = { answer.Currencies.Select(ToMessage) },
            Coverage = answer.Coverage?.ToMessage(),
        };
        foreach (var (reason, count) in answer.Skipped)
            message.Skipped[reason] = count;
        return message;
    }

    private static CurrencyRevenue ToMessage(CurrencyAnswer block)
    {
        var message = new CurrencyRevenue
        {
            Revenue = MoneyText.Of(block.Revenue),
            Months = { (block.Months ?? []).Select(ToMessage) },
            Cohorts = { (block.Cohorts ?? []).Select(ToMessage) },
        };
        if (block.Currency is { } currency)
            message.Currency = currency;
        return message;
    }

    private static MonthRevenue ToMessage(MonthAnswer month)
    {
        var message = new MonthRevenue
        {
            Month = month.Month,
            Revenue = MoneyText.Of(month.Revenue),
            NewRevenue = MoneyText.Of(month.NewRevenue),
            RecurringRevenue = MoneyText.Of(month.RecurringRevenue),
            Orders = month.Orders,
            NewOrders = month.NewOrders,
            Customers = month.Customers,
            NewCustomers = month.NewCustomers,
        };
        if (PercentText.Of(month.NewPercent) is { } percent)
            message.NewPercent = percent;
        if (month.Complete is { } complete)
            message.Complete = complete;
        if (month.NewComplete is { } newComplete)
            message.NewComplete = newComplete;
        return message;
    }

    private static CohortRevenue ToMessage(CohortAnswer cohort)
    {
        var message = new CohortRevenue
        {
            Cohort = cohort.Cohort,
            Customers = cohort.Customers,
            Revenue = MoneyText.Of(cohort.Revenue),
            Months = { cohort.Months.Select(ToMessage) },
        };
        if (cohort.Complete is { } complete)
            message.Complete = complete;
        if (cohort.NewComplete is { } newComplete)
            message.NewComplete = newComplete;
        return message;
    }

    private static CohortMonth ToMessage(CohortMonthAnswer month) =>
        new() { Month = month.Month, Revenue = MoneyText.Of(month.Revenue), Orders = month.Orders, Customers = month.Customers };
}
