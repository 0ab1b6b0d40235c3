using System.Globalization;
using Orleans.Tx.Charts;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Client.Revenue;

/// <summary>The cohorts of one currency for people: amounts as exact as the width allows, and on a terminal with enough colours as a heat map.</summary>
internal static class CohortTable
{
    // Beside the cohort stand its customers and its total.
    private const int FirstMonth = 3;

    private static readonly Func<decimal, string>[] Roundings =
        [MoneyText.Of, amount => Math.Round(amount, MidpointRounding.AwayFromZero).ToString("0", CultureInfo.InvariantCulture), amount => ChartNumber.Short(amount, digits: 2)];

    public static void Write(CurrencyAnswer block, Terminal terminal)
    {
        var sheets = Roundings.Select((rounding, index) => RevenueSheets.Cohorts(block, rounding, lines: index > 0)).ToList();
        // What fits nowhere goes on below, to the last cent.
        var chosen = Math.Max(0, sheets.FindIndex(sheet => SheetTable.FitsWhole(sheet, terminal)));
        SheetTable.Write(sheets[chosen], terminal, style: Heat(block, sheets[chosen], terminal));
        if (chosen > 0)
            terminal.Say("Amounts are rounded to fit; --format csv has them to the cent.");
    }

    private static Func<int, int, Style?>? Heat(CurrencyAnswer block, Sheet sheet, Terminal terminal)
    {
        if (!terminal.Colours || terminal.Depth == ColourDepth.Eight || block.Cohorts is not { Length: > 0 } cohorts)
            return null;

        var amounts = cohorts.Select(cohort => cohort.Months.ToDictionary(month => month.Month, month => month.Revenue)).ToList();
        var colours = new ColourScale(amounts.SelectMany(cohort => cohort.Values).Select(Math.Abs).DefaultIfEmpty().Max());
        return (row, column) => column >= FirstMonth && amounts[row].TryGetValue(sheet.Columns[column].Name, out var amount)
            ? new Style(Colour.Of(colours.Ink(amount), default), Colour.Of(colours.Fill(amount), default))
            : null;
    }
}
