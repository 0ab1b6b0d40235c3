using System.Runtime.InteropServices;
using Orleans.Tx.Client.Orders;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Revenue;

namespace Orleans.Tx.Client.Revenue;

/// <summary>Adds up cells of the matrix in scaled integers, to be turned into money once for each cell.</summary>
internal sealed class MatrixSums
{
    private readonly Dictionary<ulong, Cell> _cells = [];
    private readonly Dictionary<uint, long> _cohorts = [];
    private readonly Dictionary<Month, long> _customers = [];
    private readonly Dictionary<uint, Cell> _first = [];

    public void AddFirst(ReadOnlySpan<Figure> figures)
    {
        foreach (ref readonly var figure in figures)
            CollectionsMarshal.GetValueRefOrAddDefault(_first, figure.Key.Packed, out _).Add(figure.Units, figure.Orders, 1);
    }

    public void Add(MatrixSums other)
    {
        foreach (var (key, cell) in other._cells)
            CollectionsMarshal.GetValueRefOrAddDefault(_cells, key, out _).Add(cell.Units, cell.Orders, cell.Customers);
        foreach (var (key, cell) in other._first)
            CollectionsMarshal.GetValueRefOrAddDefault(_first, key, out _).Add(cell.Units, cell.Orders, cell.Customers);
        foreach (var (key, customers) in other._cohorts)
            CollectionsMarshal.GetValueRefOrAddDefault(_cohorts, key, out _) += customers;
        foreach (var (key, customers) in other._customers)
            CollectionsMarshal.GetValueRefOrAddDefault(_customers, key, out _) += customers;
    }

    public MatrixChange Change(CurrencyTable currencies)
    {
        var change = new MatrixChange();
        foreach (var (packed, cell) in _cells)
        {
            var (cohort, key) = (new FigureKey((uint)(packed >> 32)), new FigureKey((uint)(packed & uint.MaxValue)));
            change.Add(new CellKey(key.Month, cohort.Month, currencies[key.Currency]), new CellValue(new Amount(cell.Units).ToMoney(), cell.Orders, cell.Customers));
        }

        foreach (var (packed, customers) in _cohorts)
            change.Add(new CohortKey(new FigureKey(packed).Month, currencies[new FigureKey(packed).Currency]), customers);
        foreach (var (cohort, customers) in _customers)
            change.Add(new CohortKey(cohort, null), customers);
        return change;
    }

    public FirstOrders FirstOrders(CurrencyTable currencies)
    {
        var orders = new FirstOrders();
        foreach (var (packed, cell) in _first)
            orders.Add(new FigureKey(packed).Month, currencies[new FigureKey(packed).Currency], new Amount(cell.Units).ToMoney(), cell.Orders);
        return orders;
    }

    /// <summary>Takes what the domain counts.</summary>
    public readonly struct Count(MatrixSums sums) : ICohortCount<Figure, int>
    {
        public void AddCustomer(Month cohort) => CollectionsMarshal.GetValueRefOrAddDefault(sums._customers, cohort, out _)++;

        public void AddCustomer(Month cohort, int currency) =>
            CollectionsMarshal.GetValueRefOrAddDefault(sums._cohorts, new FigureKey(cohort, currency).Packed, out _)++;

        public void AddFigure(Month cohort, in Figure figure) =>
            CollectionsMarshal.GetValueRefOrAddDefault(sums._cells, ((ulong)new FigureKey(cohort, 0).Packed << 32) | figure.Key.Packed, out _).Add(figure.Units, figure.Orders, 1);
    }

    private struct Cell
    {
        public Int128 Units;
        public long Orders;
        public long Customers;

        public void Add(Int128 units, long orders, long customers)
        {
            Units += units;
            Orders += orders;
            Customers += customers;
        }
    }
}
