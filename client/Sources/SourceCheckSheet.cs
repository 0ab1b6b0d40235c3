using System.Globalization;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Client.Sources;

/// <summary>Shows what was understood of a source.</summary>
internal static class SourceCheckSheet
{
    public static void Write(SourceCheck check, OutputFormat format, Terminal terminal) => terminal.Write(
        format, check,
        csv: () =>
        {
            SheetCsv.Write(Rows(check), terminal.Out);
            Tell(check, terminal.SayAside);
        },
        text: () =>
        {
            Tell(check, terminal.Say);
            if (check.Rows.Length > 0)
                SheetTable.Write(Rows(check), terminal);
        });

    private static void Tell(SourceCheck check, Action<string> say)
    {
        say($"{check.Source}, {check.Week}, first page: {check.Message ?? Counts(check)}");
        if (check.Outcome == CheckOutcome.Page)
            say($"pages: {Paging(check)}");
        foreach (var record in check.Rejects)
            say($"would be set aside, record {record.Place + 1}: {record.Reason}: {record.Raw}");
        foreach (var sentence in check.Advice)
            say($"look at: {sentence}");
    }

    private static string Counts(SourceCheck check) => string.Create(
        CultureInfo.InvariantCulture,
        $"{check.Items} records: {check.Good} good, {check.SetAside} to be set aside, {check.Filtered} filtered, {check.Outside} outside the week");

    private static string Paging(SourceCheck check)
    {
        var told = new List<string>();
        if (check.TotalPages is { } pages)
            told.Add(string.Create(CultureInfo.InvariantCulture, $"{pages} in all (Paging:TotalPages)"));
        if (check.Total is { } total)
            told.Add(string.Create(CultureInfo.InvariantCulture, $"{total} records in all (Paging:Total)"));
        if (check.HasMore is { } more)
            told.Add(more ? "more follow (Paging:HasMore)" : "none follows (Paging:HasMore)");
        if (check.Next is { } next)
            told.Add($"the next is {next}");
        return told.Count == 0 ? "the answer tells nothing of how many there are, and names no next one" : string.Join("; ", told);
    }

    private static Sheet Rows(SourceCheck check)
    {
        var sheet = new Sheet(
            SheetColumn.Clipped("id", "Id"), SheetColumn.Clipped("customer", "Customer"), SheetColumn.Text("occurredAt", "Occurred at"),
            SheetColumn.Number("amount", "Amount"), SheetColumn.Text("currency", "Currency"), SheetColumn.Clipped("extra", "What else it holds", rank: 1));
        foreach (var row in check.Rows)
            sheet.Add(row.Id, row.Customer, row.OccurredAt.ToString("O", CultureInfo.InvariantCulture), row.Amount, row.Currency, row.Extra);
        return sheet;
    }
}
