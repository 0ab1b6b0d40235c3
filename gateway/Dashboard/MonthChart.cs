using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Gateway.Dashboard;

/// <summary>Draws months as columns, new revenue below recurring, with the percentage of new as a line. What is negative has no height.</summary>
internal static class MonthChart
{
    private const int Step = 64;
    private const int Column = 36;
    private const int Height = 160;
    private const int Top = 12;

    public static void Append(StringBuilder page, ImmutableArray<MonthAnswer> months)
    {
        if (months.IsEmpty)
            return;

        var most = months.Max(month => Positive(month.NewRevenue) + Positive(month.RecurringRevenue));
        var width = months.Length * Step;
        page.Append(CultureInfo.InvariantCulture, $"""
            <div class="wide"><svg width="{width}" height="{Top + Height + 24}" viewBox="0 0 {width} {Top + Height + 24}" role="img" aria-label="Revenue by month">
            """);
        foreach (var (place, month) in months.Index())
            AppendColumn(page, place, month, most);
        AppendLine(page, months);
        page.Append("</svg></div><p class=\"key\"><i style=\"background:var(--new)\"></i>new<i style=\"background:var(--recurring)\"></i>recurring")
            .Append("<i style=\"background:var(--percent)\"></i>new in percent of all (0 to 100)</p>");
    }

    private static void AppendColumn(StringBuilder page, int place, MonthAnswer month, decimal most)
    {
        var (fresh, again) = (Scaled(month.NewRevenue, most), Scaled(month.RecurringRevenue, most));
        var left = (place * Step) + ((Step - Column) / 2);
        page.Append(CultureInfo.InvariantCulture, $"""
            <g><title>{Html.Text(month.Month)}: {Html.Money(month.NewRevenue)} new, {Html.Money(month.RecurringRevenue)} recurring</title>
            <rect class="of-new" x="{left}" y="{Html.Number(Top + Height - fresh)}" width="{Column}" height="{Html.Number(fresh)}"/>
            <rect class="of-recurring" x="{left}" y="{Html.Number(Top + Height - fresh - again)}" width="{Column}" height="{Html.Number(again)}"/>
            <text x="{left + (Column / 2)}" y="{Top + Height + 17}" text-anchor="middle">{Html.Text(month.Month)}</text></g>
            """);
    }

    private static void AppendLine(StringBuilder page, ImmutableArray<MonthAnswer> months)
    {
        var points = months.Index()
            .Where(item => item.Item.NewPercent is not null)
            .Select(item => (X: (item.Index * Step) + (Step / 2), Y: Html.Number(Top + Height - Scaled(item.Item.NewPercent!.Value, 100))))
            .ToList();
        page.Append("<polyline class=\"of-percent\" points=\"").AppendJoin(' ', points.Select(point => $"{point.X},{point.Y}")).Append("\"/>");
        foreach (var (x, y) in points)
            page.Append(CultureInfo.InvariantCulture, $"<circle class=\"dot\" cx=\"{x}\" cy=\"{y}\" r=\"3.5\"/>");
    }

    private static decimal Scaled(decimal value, decimal most) => most > 0 ? Math.Min(1, Positive(value) / most) * Height : 0;

    private static decimal Positive(decimal value) => Math.Max(0, value);
}
