using Orleans.Tx.Domain.Calendar;

namespace Orleans.Tx.Charts;

/// <summary>
/// The months that a picture has columns for: all from the first to the last, also those without orders. Where that would be more than
/// <see cref="Most"/>, such as after a date of 1970 that was none, only those with orders.
/// </summary>
public sealed class MonthColumns
{
    public const int Most = 240;
    private readonly Dictionary<Month, int> _places = [];

    private MonthColumns(IReadOnlyList<Month> months)
    {
        Months = months;
        for (var place = 0; place < months.Count; place++)
            _places.Add(months[place], place);
    }

    /// <summary>In order.</summary>
    public IReadOnlyList<Month> Months { get; }

    /// <summary>Months without orders have no column: neighbours may lie years apart.</summary>
    public bool LeavesOut => Months.Count > 0 && Months.Count <= Months[^1].Ordinal - Months[0].Ordinal;

    /// <param name="withOrders">In any order, also several times.</param>
    public static MonthColumns Of(IEnumerable<Month> withOrders)
    {
        var months = withOrders.Distinct().Order().ToList();
        if (months.Count == 0)
            return new MonthColumns(months);

        var span = months[^1].Ordinal - months[0].Ordinal + 1;
        return new MonthColumns(span <= Most ? [.. Enumerable.Range(months[0].Ordinal, span).Select(Month.OfOrdinal)] : months);
    }

    /// <summary>The same by their names, such as <c>2026-10</c>.</summary>
    public static MonthColumns OfNames(IEnumerable<string> withOrders) => Of(withOrders.Select(Month.Parse));

    public int Count => Months.Count;

    public int PlaceOf(Month month) => _places[month];

    public int PlaceOf(string month) => PlaceOf(Month.Parse(month));

    /// <summary>The column's month comes right after that of the column before.</summary>
    public bool Follows(int place) => place > 0 && Months[place].Ordinal == Months[place - 1].Ordinal + 1;
}
