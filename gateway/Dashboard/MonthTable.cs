using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Gateway.Dashboard;

/// <summary>Writes the figures of each month.</summary>
internal static class MonthTable
{
    public static void Append(StringBuilder page, ImmutableArray<MonthAnswer> months)
    {
        page.Append("""
            <div class="wide"><table><tr><th>Month<th>Revenue<th>New<th>Recurring<th>New %<th>Orders<th>Customers<th>New customers<th class="left">Final</tr>
            """);
        foreach (var month in months)
        {
            page.Append(CultureInfo.InvariantCulture, $"""
                <tr><td>{Html.Text(month.Month)}<td>{Html.Money(month.Revenue)}<td>{Html.Money(month.NewRevenue)}<td>{Html.Money(month.RecurringRevenue)}
                <td>{PercentText.Of(month.NewPercent) ?? "–"}<td>{Html.Count(month.Orders)}<td>{Html.Count(month.Customers)}<td>{Html.Count(month.NewCustomers)}
                {Final(month)}</tr>
                """);
        }

        page.Append("</table></div>");
    }

    private static string Final(MonthAnswer month) => month switch
    {
        { Complete: true, NewComplete: true } => "<td class=\"left complete\">yes",
        { Complete: true } => "<td class=\"left open\">who is new may change",
        _ => "<td class=\"left open\">weeks are missing",
    };
}
