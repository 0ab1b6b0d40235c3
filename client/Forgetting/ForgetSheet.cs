using System.Globalization;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Grains.Forgetting;

namespace Orleans.Tx.Client.Forgetting;

/// <summary>Shows how many rows left which weeks: what stood in them is not told again.</summary>
internal static class ForgetSheet
{
    public static void Write(ForgetStatus status, OutputFormat format, Terminal terminal) => terminal.Write(
        format, status,
        csv: () =>
        {
            SheetCsv.Write(Sheet(status), terminal.Out);
            Tell(status, terminal.SayAside);
        },
        text: () =>
        {
            Tell(status, terminal.Say);
            if (status.Weeks.Length > 0)
                SheetTable.Write(Sheet(status), terminal);
        });

    private static void Tell(ForgetStatus status, Action<string> say)
    {
        if (status.Weeks.Length > 0 || status.Message is null)
        {
            say(string.Create(
                CultureInfo.InvariantCulture,
                $"Forgotten: {status.Rows} rows of {status.Source} are gone, and {status.SetAside} records that were set aside. What comes later is passed over."));
        }

        if (status.Message is { } message)
            say(message);
    }

    private static Sheet Sheet(ForgetStatus status)
    {
        var sheet = new Sheet(SheetColumn.Text("week", "Week"), SheetColumn.Number("rows", "Rows"), SheetColumn.Number("setAside", "Set aside"));
        foreach (var week in status.Weeks)
            sheet.Add(week.Week, Text(week.Rows), Text(week.SetAside));
        return sheet;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
