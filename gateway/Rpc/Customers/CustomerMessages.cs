using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Gateway.Protos;
using Orleans.Tx.Gateway.Rpc.Revenue;
using Orleans.Tx.Gateway.Rpc.Transactions;
using Orleans.Tx.Grains.Queries;

namespace Orleans.Tx.Gateway.Rpc.Customers;

/// <summary>A customer's history as messages.</summary>
internal static class CustomerMessages
{
    public static CustomerDetail ToMessage(this CustomerAnswer answer)
    {
        var message = new CustomerDetail
        {
            Source = answer.Source,
            Customer = answer.Customer,
            FirstOrder = answer.FirstOrder.ToMessage(),
            Zone = answer.Zone,
            Orders = answer.Orders,
            Currencies = { answer.Currencies.Select(ToMessage) },
            Transactions = { answer.Transactions.Select(row => row.ToMessage()) },
            Coverage = answer.Coverage.ToMessage(),
        };
        if (answer.Cohort is { } cohort)
            message.Cohort = cohort;
        return message;
    }

    private static CustomerCurrency ToMessage(CustomerCurrencyAnswer block)
    {
        var message = new CustomerCurrency
        {
            Revenue = MoneyText.Of(block.Revenue),
            Orders = block.Orders,
            Months = { block.Months.Select(month => new CustomerMonth { Month = month.Month, Revenue = MoneyText.Of(month.Revenue), Orders = month.Orders }) },
        };
        if (block.Currency is { } currency)
            message.Currency = currency;
        return message;
    }
}
