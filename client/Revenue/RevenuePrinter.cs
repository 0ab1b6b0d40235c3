using System.Text.Json;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Gateway.Json;
using Orleans.Tx.Gateway.Queries;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Client.Revenue;

/// <summary>Prints an answer to the revenue analysis, from a file or from the store. Blocks that the answer leaves out are not printed.</summary>
internal static class RevenuePrinter
{
    /// <param name="table">What CSV holds.</param>
    public static void Print(RevenueAnswer answer, OutputFormat format, RevenueTable table, Terminal terminal)
    {
        switch (format)
        {
            case OutputFormat.Json:
                terminal.Out.WriteLine(JsonSerializer.Serialize(answer, TxJson.Indented));
                break;
            case OutputFormat.Csv:
                RevenueCsv.Write(table, answer, terminal.Out);
                break;
            case OutputFormat.Markdown:
                PrintMarkdown(answer, terminal);
                break;
            default:
                PrintTables(answer, terminal);
                break;
        }
    }

    private static void PrintTables(RevenueAnswer answer, Terminal terminal)
    {
        foreach (var line in RevenueCaption.Lines(answer))
            terminal.Say(line);
        foreach (var block in answer.Currencies)
        {
            terminal.Out.WriteLine();
            terminal.Say(RevenueCaption.Heading(block, terminal.OutputIsTerminal));
            if (block.Months is { } months)
                SheetTable.Write(RevenueSheets.Months(block), terminal, terminal.OutputIsTerminal ? BarsOf(months) : null);
            if (block.Cohorts is not null)
            {
                terminal.Say(RevenueCaption.Cohorts);
                CohortTable.Write(block, terminal);
            }
        }
    }

    private static Bars BarsOf(IEnumerable<MonthAnswer> months) => new([.. months.Select(month => (month.NewRevenue, month.RecurringRevenue))]);

    private static void PrintMarkdown(RevenueAnswer answer, Terminal terminal)
    {
        foreach (var line in RevenueCaption.Lines(answer))
            terminal.Out.WriteLine($"- {line}");
        foreach (var block in answer.Currencies)
        {
            terminal.Out.WriteLine($"\n**{RevenueCaption.Heading(block)}**");
            if (block.Months is not null)
            {
                terminal.Out.WriteLine();
                SheetMarkdown.Write(RevenueSheets.Months(block), terminal.Out);
            }

            if (block.Cohorts is not null)
            {
                terminal.Out.WriteLine($"\n{RevenueCaption.Cohorts}\n");
                SheetMarkdown.Write(RevenueSheets.Cohorts(block), terminal.Out);
            }
        }
    }
}
