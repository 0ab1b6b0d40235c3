using System.Globalization;
using Orleans.Tx.Domain.Calendar;
using Orleans.Tx.Domain.Revenue;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Grains.Verification;

/// <summary>Compares what grains answer from memory with the stored matrix of the same position.</summary>
internal static class HeldAnswers
{
    public static IReadOnlyList<Difference> Compare(StoredMatrix stored, RevenueAnswer answer, IReadOnlyDictionary<Month, MonthRow> rows)
    {
        var expected = RevenueAnswers.From(RevenueReport.From(stored.Matrix), answer.Zone);
        return [.. Differences(Figures(expected), Figures(answer)), .. rows.SelectMany(row => Compare(stored.Matrix, row.Key, row.Value))];
    }

    private static IEnumerable<Difference> Compare(RevenueMatrix matrix, Month month, MonthRow row) => Differences(
        matrix.Cells.Where(cell => cell.Key.Month == month).Select(cell => Figure(MatrixRecords.ToRecord(cell.Key, cell.Value))),
        row.Cells.Select(Figure));

    private static IEnumerable<Difference> Differences(IEnumerable<(string Subject, string Text)> expected, IEnumerable<(string Subject, string Text)> told)
    {
        var left = told.ToDictionary(figure => figure.Subject, figure => figure.Text, StringComparer.Ordinal);
        foreach (var (subject, text) in expected)
        {
            left.Remove(subject, out var answered);
            if (answered != text)
                yield return new Difference("answer", subject, text, answered);
        }

        foreach (var (subject, text) in left)
            yield return new Difference("answer", subject, null, text);
    }

    private static IEnumerable<(string Subject, string Text)> Figures(RevenueAnswer answer)
    {
        yield return ("all", string.Create(CultureInfo.InvariantCulture, $"rows {answer.Rows}, customers {answer.Customers}"));
        foreach (var block in answer.Currencies)
        {
            foreach (var month in block.Months ?? [])
                yield return ($"month {month.Month}{In(block.Currency)}", Text(month));
            foreach (var cohort in block.Cohorts ?? [])
                yield return ($"cohort {cohort.Cohort}{In(block.Currency)}", Text(cohort));
        }
    }

    private static (string Subject, string Text) Figure(CellRecord cell) => (
        $"month {Month.Of(cell.Month)} of cohort {Month.Of(cell.Cohort)}{In(cell.Currency)}",
        Text(cell.Revenue, cell.Orders, cell.Customers));

    private static string Text(decimal revenue, long orders, long customers) => string.Create(
        CultureInfo.InvariantCulture, $"revenue {revenue:0.00######}, orders {orders}, customers {customers}");

    private static string Text(MonthAnswer month) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Text(month.Revenue, month.Orders, month.Customers)}; of it new: {Text(month.NewRevenue, month.NewOrders, month.NewCustomers)}");

    private static string Text(CohortAnswer cohort) => string.Create(
        CultureInfo.InvariantCulture,
        $"customers {cohort.Customers}, revenue {cohort.Revenue:0.00######}; {string.Join("; ", cohort.Months.Select(Text))}");

    private static string Text(CohortMonthAnswer month) => $"{month.Month}: {Text(month.Revenue, month.Orders, month.Customers)}";

    private static string In(string? currency) => currency is null ? "" : $" in {currency}";
}
