using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Gateway.Dashboard;

/// <summary>Writes how far each week's pull is, the newest first.</summary>
internal static class WeekTable
{
    public static void Append(StringBuilder page, ImmutableArray<WeekStatus> weeks)
    {
        page.Append("<section><h2>Weeks</h2>");
        if (weeks.IsEmpty)
            page.Append("<p class=\"note\">None was asked for yet: tx pull --week 2026-W40</p></section>");
        else
            AppendTable(page, weeks);
    }

    private static void AppendTable(StringBuilder page, ImmutableArray<WeekStatus> weeks)
    {
        page.Append("""
            <div class="wide"><table><tr><th>Week<th class="left">Status<th class="left">Pages<th><th>New rows<th>Set aside<th>Requests<th>Refused<th></tr>
            """);
        foreach (var week in weeks.Reverse())
        {
            var status = week.Status.ToString().ToLowerInvariant();
            page.Append(CultureInfo.InvariantCulture, $"""
                <tr><td>{Html.Text(week.Week)}<td class="left {status}">{status}
                <td class="left"><span class="bar"><i style="width:{Html.Share(week.Page, week.Pages ?? 0)}%"></i></span>
                <td>{Html.Count(week.Page)} of {(week.Pages is { } pages ? Html.Count(pages) : "?")}<td>{Html.Count(week.Rows)}<td>{Html.Count(week.SetAside)}
                <td>{Html.Count(week.Requests)}<td>{Html.Count(week.Rejections)}<td class="message">{Html.Text(Message(week))}</tr>
                """);
        }

        page.Append("</table></div></section>");
    }

    private static string? Message(WeekStatus week) => week.WaitingUntil is { } until
        ? string.Create(CultureInfo.InvariantCulture, $"{week.Message}, until {until.UtcDateTime:HH:mm:ss} UTC")
        : week.Message;
}
