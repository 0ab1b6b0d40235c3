using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Gateway.Dashboard;

/// <summary>Writes the cohorts as a heat map: a row for each, a column for each month, the shade by the cell's part of the greatest.</summary>
internal static class CohortTable
{
    public static void Append(StringBuilder page, ImmutableArray<CohortAnswer> cohorts)
    {
        var cells = cohorts.SelectMany(cohort => cohort.Months).ToList();
        var months = cells.Select(cell => cell.Month).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var most = cells.Select(cell => cell.Revenue).DefaultIfEmpty().Max();
        page.Append("<div class=\"wide\"><table><tr><th>Cohort<th>Customers<th>Total");
        foreach (var month in months)
            page.Append("<th>").Append(Html.Text(month));
        page.Append("</tr>");
        foreach (var cohort in cohorts)
            AppendRow(page, cohort, months, most);
        page.Append("</table></div>");
    }

    private static void AppendRow(StringBuilder page, CohortAnswer cohort, List<string> months, decimal most)
    {
        page.Append(CultureInfo.InvariantCulture, $"<tr><td>{Html.Text(cohort.Cohort)}<td>{Html.Count(cohort.Customers)}<td>{Html.Money(cohort.Revenue)}");
        var cells = cohort.Months.ToDictionary(cell => cell.Month, StringComparer.Ordinal);
        foreach (var month in months)
        {
            if (cells.GetValueOrDefault(month) is { } cell)
                page.Append(CultureInfo.InvariantCulture, $"<td style=\"background:{Shade(cell.Revenue, most)}\">{Html.Money(cell.Revenue)}");
            else
                page.Append("<td>");
        }

        page.Append("</tr>");
    }

    // Half the colour at most: the figures stay readable on it.
    private static string Shade(decimal revenue, decimal most) =>
        $"color-mix(in srgb, var(--new) {Html.Share(revenue / 2, most)}%, transparent)";
}
