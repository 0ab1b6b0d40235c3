using System.Runtime.InteropServices;
using Orleans.Tx.Client.Calendar;
using Orleans.Tx.Client.Orders;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Revenue;

namespace Orleans.Tx.Client.Revenue;

/// <summary>
/// Gathers a log by customer, in any order, and then lets the domain decide: each customer's months become a
/// <see cref="CustomerLedger"/>, whose change goes into the <see cref="RevenueMatrix"/>.
/// </summary>
internal sealed class RevenueLog(NewDefinition definition, TimeZoneInfo zone, OrderFilter filter, CurrencyTable currencies) : IOrderSink
{
    private readonly MonthClock _clock = new(zone);
    private readonly KeyTable _customers = new();
    private readonly List<CustomerHistory> _histories = [];
    private readonly FigureChains _chains = new();

    public void Add(Order order)
    {
        if (!filter.Takes(order.Customer))
            return;

        var month = _clock.Of(order.At);
        var number = _customers.Add(order.Customer);
        if (number == _histories.Count)
            _histories.Add(new CustomerHistory { First = DateTime.MaxValue });

        ref var history = ref CollectionsMarshal.AsSpan(_histories)[number];
        var reported = filter.Reports(order.At);
        _chains.Add(ref history.All, month, order.Currency, order.Amount);
        if (reported && filter.CutsTime)
            _chains.Add(ref history.Reported, month, order.Currency, order.Amount);
        if (definition == NewDefinition.FirstOrder)
            AddFirst(ref history, month, order, reported);
        else if (order.At < history.First)
            history.First = order.At;
    }

    public RevenueReport Report()
    {
        var matrix = new RevenueMatrix();
        var firstOrders = definition == NewDefinition.FirstOrder ? new FirstOrders() : null;
        var change = new MatrixChange();
        foreach (var history in _histories)
        {
            change.Add(ChangeOf(history));
            foreach (var figure in _chains.Of(history.AtFirst))
                firstOrders?.Add(figure.Month, currencies[figure.Currency], figure.Revenue.ToMoney(), figure.Orders);
        }

        matrix.Apply(change);
        return RevenueReport.From(matrix, firstOrders);
    }

    private void AddFirst(ref CustomerHistory history, Month month, Order order, bool reported)
    {
        if (order.At < history.First)
            (history.First, history.AtFirst) = (order.At, FigureChains.None);
        if (reported && order.At == history.First)
            _chains.Add(ref history.AtFirst, month, order.Currency, order.Amount);
    }

    private MatrixChange ChangeOf(CustomerHistory history)
    {
        var ledger = CustomerLedger.Restore(1, new DateTimeOffset(history.First), Months(history.All));
        return filter.CutsTime ? ReportedChange.Of(ledger, Months(history.Reported)) : MatrixChange.Between(CustomerLedger.Empty, ledger);
    }

    private IEnumerable<LedgerMonth> Months(int first) =>
        _chains.Of(first).Select(figure => new LedgerMonth(figure.Month, currencies[figure.Currency], figure.Revenue.ToMoney(), figure.Orders));
}
