using System.Globalization;
using Microsoft.AspNetCore.Components;
using Orleans.Tx.Charts;
using Orleans.Tx.Gateway.Dashboard.Figures;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Gateway.Dashboard.Cohorts;

public sealed partial class CohortsBlock
{
    private CohortRows _rows = new("month", []);
    private IReadOnlyList<string> _months = [];
    private Dictionary<string, decimal> _totals = [];
    private ColourScale _colours = new(0);
    private decimal _largest;

    /// <summary>One currency of an answer that has cohorts.</summary>
    [Parameter, EditorRequired]
    public CurrencyAnswer Block { get; set; } = null!;

    /// <summary>Each cell as a share of its cohort's first month.</summary>
    [Parameter]
    public bool IsShare { get; set; }

    protected override void OnParametersSet()
    {
        _rows = CohortRows.Of([.. Block.Cohorts ?? []]);
        var cells = _rows.Rows.SelectMany(row => row.Months).ToList();
        _totals = cells.GroupBy(cell => cell.Month, StringComparer.Ordinal).ToDictionary(month => month.Key, month => month.Sum(cell => cell.Revenue), StringComparer.Ordinal);
        _months = [.. _totals.Keys.Order(StringComparer.Ordinal)];
        _largest = cells.Select(cell => Math.Abs(cell.Revenue)).DefaultIfEmpty().Max();
        _colours = new ColourScale(IsShare ? Shares().DefaultIfEmpty().Max() : _largest);
    }

    private IEnumerable<decimal> Shares() =>
        from row in _rows.Rows
        from cell in row.Months
        let share = Share(row, cell)
        where share is not null
        select Math.Abs(share.Value);

    // Of the first month that the cohort has: of several cohorts together, the first of theirs.
    private decimal? Share(CohortRow row, CohortMonthAnswer cell) =>
        row.Months.MinBy(month => month.Month, StringComparer.Ordinal) is { Revenue: not 0 } first && IsAcquisition(row, first.Month)
            ? 100 * cell.Revenue / first.Revenue
            : null;

    private bool IsAcquisition(CohortRow row, string month) => _rows.Unit != "month" || row.Name == month;

    private (decimal Value, string Text, string Style)? Figure(CohortRow row, CohortMonthAnswer cell)
    {
        if (!IsShare)
            return (cell.Revenue, Amount.Of(cell.Revenue, Block.Currency), Style(cell.Revenue));
        return Share(row, cell) is { } share ? (share, Rounded(share), Style(share)) : null;
    }

    private string Style(decimal value) =>
        $"--fill:{_colours.Fill(value)};--on:{_colours.Ink(value)};--depth:{Amount.Share(_colours.Depth(value))}%";

    private static string Rounded(decimal share) => $"{share.ToString("0.0", CultureInfo.InvariantCulture).Replace('-', '−')} %";

    private string Words(CohortRow row, CohortMonthAnswer cell) =>
        $"Acquired in {row.Name}, in {cell.Month}: {Amount.Of(cell.Revenue, Block.Currency)} by {Amount.Count(cell.Customers)} customers in {Amount.Count(cell.Orders)} orders";
}
