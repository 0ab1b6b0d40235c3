using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Revenue;
using Orleans.Tx.Grains.Queries;

namespace Orleans.Tx.Silo.Postgres.Queries;

/// <summary>
/// The statement for a grouping: customer, slice, currency, cohort (each empty where it is no key), revenue, new_revenue, orders, customers, ordered by
/// the keys. All keys of time are one slice, which tells each of them.
/// </summary>
internal sealed class GroupStatement
{
    private readonly IReadOnlyList<GroupDimension> _by;
    private readonly int[] _spans;
    private readonly bool _isKept;

    private GroupStatement(IReadOnlyList<GroupDimension> by, TimeSlices slices, bool isOneSlice)
    {
        (_by, Slices) = (by, slices);
        _spans = Spans(by, slices);
        _isKept = HasTime ? IsOwnSpan : isOneSlice;
    }

    public TimeSlices Slices { get; }

    public string Text { get; private init; } = "";

    public object?[] Values { get; private init; } = [];

    /// <param name="zone">The zone whose days are reported.</param>
    public static GroupStatement Of(StoredRange range, IReadOnlyList<GroupDimension> by, NewDefinition definition, TimeZoneInfo zone)
    {
        // Months always: who is new in one is not in the next.
        var units = by.Select(dimension => dimension.Unit()).OfType<CalendarUnit>().Append(CalendarUnit.Month).Distinct().ToList();
        var slices = TimeSlices.Of(units, range.FirstDay, range.LastDay, zone);
        var onlyMonths = !units.Contains(CalendarUnit.Day) && !units.Contains(CalendarUnit.Week);
        var isOneSlice = range.Scope is { From: { } from, To: { } to } && slices.AreOne(from, to);
        var (statement, plan) = (new Statement(), new GroupStatement(by, slices, isOneSlice));
        var inLedgers = BoughtBySlice.IsInLedgers(range, slices, definition, onlyMonths);
        var kept = BoughtBySlice.Kept(statement, range, slices, definition, inLedgers, withCohorts: by.Contains(GroupDimension.Cohort));
        return new GroupStatement(by, slices, isOneSlice) { Text = $"with {kept}\n{plan.Select(statement)}", Values = statement.Values };
    }

    private bool Has(GroupDimension dimension) => _by.Contains(dimension);

    // Each slice has keys of time of its own.
    private bool IsOwnSpan => _spans.Select((span, index) => span == index + 1).All(own => own);

    private bool HasTime => _by.Any(dimension => dimension.Unit() is not null);

    // A number for each slice's keys of time; the first slice of the same keys stands for all.
    private static int[] Spans(IReadOnlyList<GroupDimension> by, TimeSlices slices)
    {
        var units = by.Select(dimension => dimension.Unit()).OfType<CalendarUnit>().ToArray();
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        var spans = new int[slices.Days.Count];
        for (var slice = 1; slice <= spans.Length; slice++)
        {
            var keys = string.Join('/', units.Select(unit => unit.NameOf(slices.SpanOf(unit, slice))));
            first.TryAdd(keys, slice);
            spans[slice - 1] = first[keys];
        }

        return spans;
    }

    private string Select(Statement statement)
    {
        var slice = !HasTime ? "0" : IsOwnSpan ? "slice" : $"({statement.Add(_spans)}::int[])[slice]";
        var keys = $"""
            {(Has(GroupDimension.Customer) ? "customer" : "''")} as customer, {slice} as slice, currency, {(Has(GroupDimension.Cohort) ? "cohort" : "null::date")} as cohort
            """;
        var order = string.Join(", ", _by.Select(Column).Distinct(StringComparer.Ordinal));
        if (Has(GroupDimension.Customer))
        {
            return _isKept
                ? $"select {keys}, revenue, new_revenue, orders, 1::bigint as customers from kept order by {order}"
                : $"""
                    select customer, slice, currency, cohort, sum(revenue), sum(new_revenue), sum(orders)::bigint, 1::bigint
                    from (select {keys}, revenue, new_revenue, orders from kept) as keyed
                    group by customer, slice, currency, cohort
                    order by {order}
                    """;
        }

        return _isKept
            ? Grouped($"select {keys}, revenue, new_revenue, orders from kept", order)
            : Grouped(
                $"""
                    select '' as customer, slice, currency, cohort, sum(revenue) as revenue, sum(new_revenue) as new_revenue, sum(orders) as orders
                    from (select customer as buyer, {keys}, revenue, new_revenue, orders from kept) as keyed
                    group by buyer, slice, currency, cohort
                    """,
                order);
    }

    // Each row is of one customer, and of another one than all others of the same keys.
    private static string Grouped(string rows, string order) => $"""
        select customer, slice, currency, cohort, sum(revenue), sum(new_revenue), sum(orders)::bigint, count(*)
        from ({rows}) as keyed
        group by customer, slice, currency, cohort
        order by {order}
        """;

    private static string Column(GroupDimension dimension) => dimension switch
    {
        GroupDimension.Customer => "customer",
        GroupDimension.Currency => "currency",
        GroupDimension.Cohort => "cohort",
        _ => "slice",
    };
}
