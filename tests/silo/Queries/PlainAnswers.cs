using System.Globalization;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Domain.Revenue;
using Orleans.Tx.Grains.Queries;

namespace Orleans.Tx.Silo.Tests.Queries;

/// <summary>What questions come to, computed the slow and simple way from a plain list of rows.</summary>
internal sealed class PlainAnswers(IReadOnlyList<Transaction> rows, TimeZoneInfo zone)
{
    public IEnumerable<Transaction> Reported(OrderScope scope) => rows.Where(row =>
        (scope.From is null || row.OccurredAt >= scope.From) && (scope.To is null || row.OccurredAt < scope.To)
        && (scope.Customers is null || scope.Customers.Contains(row.Customer)) && (scope.Currency is null || row.Currency == scope.Currency));

    public Month CohortOf(string customer) => Month.Of(FirstOf(customer), zone);

    public DateTimeOffset FirstOf(string customer) => rows.Where(row => row.Customer == customer).Min(row => row.OccurredAt);

    public bool IsNew(Transaction row, NewDefinition definition) => definition == NewDefinition.FirstOrder
        ? row.OccurredAt == FirstOf(row.Customer)
        : Month.Of(row.OccurredAt, zone) == CohortOf(row.Customer);

    public SortedDictionary<string, string> Cells(OrderScope scope) => Sorted(Reported(scope)
        .GroupBy(row => $"{Month.Of(row.OccurredAt, zone)} {CohortOf(row.Customer)} {row.Currency}")
        .Select(cell => (cell.Key, Text(cell.Sum(row => row.Amount.Amount), cell.Count(), Different(cell)))));

    public SortedDictionary<string, string> Cohorts(OrderScope scope)
    {
        var reported = Reported(scope).ToList();
        var all = reported.GroupBy(row => $"{CohortOf(row.Customer)} all");
        var byCurrency = reported.GroupBy(row => $"{CohortOf(row.Customer)} {row.Currency}");
        return Sorted(all.Concat(byCurrency).Select(cohort => (cohort.Key, Different(cohort).ToString(CultureInfo.InvariantCulture))));
    }

    public SortedDictionary<string, string> New(OrderScope scope, NewDefinition definition) => Sorted(Reported(scope)
        .Where(row => IsNew(row, definition))
        .GroupBy(row => $"{Month.Of(row.OccurredAt, zone)} {row.Currency}")
        .Select(month => (month.Key, Text(month.Sum(row => row.Amount.Amount), month.Count(), 0))));

    public SortedDictionary<string, string> Groups(OrderScope scope, IReadOnlyList<GroupDimension> by, NewDefinition definition) => Sorted(Reported(scope)
        .GroupBy(row => string.Join('|', by.Select(dimension => Key(row, dimension))))
        .Select(group => (
            group.Key,
            $"{Text(group.Sum(row => row.Amount.Amount), group.Count(), Different(group))} new {Text(group.Where(row => IsNew(row, definition)).Sum(row => row.Amount.Amount))}")));

    public static string Text(decimal revenue, long orders, long customers) => string.Create(CultureInfo.InvariantCulture, $"{Text(revenue)} {orders} {customers}");

    public static string Text(decimal amount) => amount.ToString("0.00######", CultureInfo.InvariantCulture);

    public static SortedDictionary<string, string> Sorted(IEnumerable<(string, string)> figures) =>
        new(figures.ToDictionary(figure => figure.Item1, figure => figure.Item2, StringComparer.Ordinal), StringComparer.Ordinal);

    private string Key(Transaction row, GroupDimension dimension)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(row.OccurredAt, zone).DateTime);
        return dimension switch
        {
            GroupDimension.Customer => row.Customer,
            GroupDimension.Currency => row.Currency.ToString(),
            GroupDimension.Cohort => CohortOf(row.Customer).ToString(),
            GroupDimension.Day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            GroupDimension.Week => Week.Of(day).ToString(),
            GroupDimension.Month => Month.Of(day).ToString(),
            GroupDimension.Quarter => $"{day.Year}-Q{(day.Month - 1) / 3 + 1}",
            _ => $"{day.Year}",
        };
    }

    private static int Different(IEnumerable<Transaction> rows) => rows.Select(row => row.Customer).Distinct().Count();
}
