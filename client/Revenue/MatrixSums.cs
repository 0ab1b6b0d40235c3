using System.Runtime.InteropServices;
using Orleans.Tx.Client.Orders;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Revenue;

namespace Orleans.Tx.Client.Revenue;

/// <summary>The cells of the matrix in scaled integers, to be turned into money once for each cell.</summary>
internal sealed class MatrixSums
{
    private readonly Dictionary<(Month Cohort, FigureKey Key), CellSum> _cells = [];
    private readonly Dictionary<(Month Cohort, int? Currency), long> _customers = [];
    private readonly Dictionary<FigureKey, CellSum> _first = [];

    /// <summary>A cell; nothing where it has no orders.</summary>
    public CellSum this[Month cohort, FigureKey key] => _cells.GetValueOrDefault((cohort, key));

    /// <summary>The orders at their customers' first timestamps.</summary>
    public CellSum FirstOf(FigureKey key) => _first.GetValueOrDefault(key);

    public void Add(Month cohort, FigureKey key, in CellSum sum) => CollectionsMarshal.GetValueRefOrAddDefault(_cells, (cohort, key), out _).Add(sum);

    /// <summary>Adds the orders at their customers' first timestamps.</summary>
    public void AddFirst(FigureKey key, in CellSum sum) => CollectionsMarshal.GetValueRefOrAddDefault(_first, key, out _).Add(sum);

    /// <summary>Adds customers with orders in a currency; null: with orders in any.</summary>
    public void AddCustomers(Month cohort, int? currency, long customers) =>
        CollectionsMarshal.GetValueRefOrAddDefault(_customers, (cohort, currency), out _) += customers;

    public void Add(MatrixSums other)
    {
        foreach (var ((cohort, key), sum) in other._cells)
            Add(cohort, key, sum);
        foreach (var (key, sum) in other._first)
            AddFirst(key, sum);
        foreach (var (key, customers) in other._customers)
            CollectionsMarshal.GetValueRefOrAddDefault(_customers, key, out _) += customers;
    }

    public MatrixChange Change(CurrencyTable currencies)
    {
        var change = new MatrixChange();
        foreach (var ((cohort, key), sum) in _cells)
            change.Add(new CellKey(key.Month, cohort, currencies[key.Currency]), new CellValue(new Amount(sum.Units).ToMoney(), sum.Orders, sum.Customers));
        foreach (var ((cohort, currency), customers) in _customers)
            change.Add(new CohortKey(cohort, currency is { } number ? currencies[number] : null), customers);
        return change;
    }

    public FirstOrders FirstOrders(CurrencyTable currencies)
    {
        var orders = new FirstOrders();
        foreach (var (key, sum) in _first)
            orders.Add(key.Month, currencies[key.Currency], new Amount(sum.Units).ToMoney(), sum.Orders);
        return orders;
    }
}
