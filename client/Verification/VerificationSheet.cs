using System.Globalization;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Grains.Verification;

namespace Orleans.Tx.Client.Verification;

/// <summary>Shows what a verification found.</summary>
internal static class VerificationSheet
{
    public static void Write(VerificationStatus status, OutputFormat format, Terminal terminal) => terminal.Write(
        format, status,
        csv: () =>
        {
            SheetCsv.Write(Sheet(status), terminal.Out);
            Tell(status, terminal.SayAside);
        },
        text: () =>
        {
            Tell(status, terminal.Say);
            if (status.Shown.Length > 0)
                SheetTable.Write(Sheet(status), terminal);
        });

    private static void Tell(VerificationStatus status, Action<string> say)
    {
        say(string.Create(
            CultureInfo.InvariantCulture,
            $"{status.Differences} differences at batch {status.Position} of {status.LastBatch}: {status.Rows} rows, {status.Ledgers} ledgers, {status.Cells} cells of {status.Source}"));
        if (status.Position < status.LastBatch)
            say(string.Create(CultureInfo.InvariantCulture, $"The aggregates are {status.LastBatch - status.Position} batches behind the log; those were not compared."));
        if (status.Message is { } message)
            say(message);
        if (status.Shown.Length < status.Differences)
            say(string.Create(CultureInfo.InvariantCulture, $"The first {status.Shown.Length}, some of each kind:"));
    }

    private static Sheet Sheet(VerificationStatus status)
    {
        var sheet = new Sheet(
            SheetColumn.Text("kind", "Kind"), SheetColumn.Clipped("subject", "Which"), SheetColumn.Clipped("expected", "By the log"), SheetColumn.Clipped("stored", "Stored"));
        foreach (var difference in status.Shown)
            sheet.Add(difference.Kind, difference.Subject, difference.Expected, difference.Stored);
        return sheet;
    }
}
